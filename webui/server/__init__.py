"""The server that the command `webui` starts: connections, workers, limits, logs."""
