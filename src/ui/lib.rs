//! Despatch in a window: screens, accessible widgets, themes and words
