"""The frozen records that the other packages exchange; this package depends on no other."""
