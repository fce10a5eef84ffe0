"""config.toml: which corpora, which engine, how it is served. Unknown keys are errors."""
