//! Despatch on Matrix: the only room that knows matrix-sdk
