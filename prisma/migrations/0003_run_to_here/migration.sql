-- A run may end at one node: it computes what that node needs and leaves no model.
ALTER TABLE "Run" ADD COLUMN "until" TEXT;
