"""Services 服務項目: who may apply, papers, fee, steps of work, time promised; published versions never change."""
