/** Ids of new nodes and wires: readable, and different in every tab. */

export type NewId = (prefix: string) => string;

export const newId: NewId = (prefix) => `${prefix}-${crypto.randomUUID().slice(0, 8)}`;
