import type { CardRow } from '@/api/card';

export interface CardGroup {
  /** Empty where it is unknown. */
  code: string;
  name: string | null;
  cards: CardRow[];
}

/** Neighbours under one heading. Found by a search they come in the same order, so each heading stands once. */
export function grouped(cards: readonly CardRow[]): CardGroup[] {
  const groups: CardGroup[] = [];
  for (const card of cards) {
    const code = card.group?.code ?? '';
    const last = groups.at(-1);
    if (last?.code === code) last.cards.push(card);
    else groups.push({ code, name: card.group?.name ?? null, cards: [card] });
  }
  return groups;
}
