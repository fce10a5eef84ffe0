"""Scripts run by hand or by CI: they remake tables, measure speed and load, and take screenshots."""
