"""Annual plans 年度執行計畫: what is promised, by whom, until when, judged by the rules of the plan that governs it."""
