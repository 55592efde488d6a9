"""Words of money: schedules that packs bring, bills, receipts, tills, plans and payments online."""
