//! Despatch without a window: the policy subcommands
