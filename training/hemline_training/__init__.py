"""Training of Hemline's models: one stage a module, one config a run."""
