"""Makers: things as the market would have made them, through its own actions wherever there is one."""
