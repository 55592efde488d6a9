"""People we serve or work with: applicants, holders, proxies, experts, volunteers, and what is shown of them."""
