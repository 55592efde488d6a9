"""The journal 軌跡紀錄: who did or looked at what, when and why; append-only and sealed."""
