"""What is run by hand or by CI: tables made anew, figures, load, screenshots."""
