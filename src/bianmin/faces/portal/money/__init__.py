"""Money for the public: what services cost, what is to be paid, and paying it online."""
