"""The parts of the page Train. None of them needs torch: what trains is imported by the trainer's own thread."""
