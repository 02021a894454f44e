"""What was still possible: values by backward induction, and the way on that kept everything."""
