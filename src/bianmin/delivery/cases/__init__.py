"""Cases 申請案件: a matter from application to decision, with its papers, its clock and what the citizen may see."""
