// Arranging a card: pure changes of its groups. Fields move, also from group to group; groups keep
// the order of the catalogue.

import type { FieldGroup } from '@/api/field';
import type { PlacedFields, TemplateField, TemplateGroup } from '@/api/template';

export type Groups = readonly TemplateGroup[];

const withFields = (groups: Groups, key: string, change: (fields: readonly TemplateField[]) => TemplateField[]): TemplateGroup[] =>
  groups.map((group) => (group.key === key ? { ...group, fields: change(group.fields) } : group));

export const fieldOf = (groups: Groups, field: string): TemplateField | undefined => groups.flatMap((group) => group.fields).find((one) => one.key === field);

/** Changes one field of the card; what is hidden cannot be required. */
export const changed = (groups: Groups, field: string, change: Partial<Pick<TemplateField, 'hidden' | 'required'>>): TemplateGroup[] =>
  groups.map((group) => ({
    ...group,
    fields: group.fields.map((one) => {
      if (one.key !== field) return one;
      const next = { ...one, ...change };
      return next.hidden ? { ...next, required: false } : next;
    }),
  }));

/** Puts a field before another one of a group, or at its end. */
export function moved(groups: Groups, field: string, to: string, before: string | null): TemplateGroup[] {
  const one = fieldOf(groups, field);
  if (!one || field === before) return [...groups];
  const without = groups.map((group) => ({ ...group, fields: group.fields.filter((each) => each.key !== field) }));
  return withFields(without, to, (fields) => {
    const at = before === null ? fields.length : fields.findIndex((each) => each.key === before);
    const place = at < 0 ? fields.length : at;
    return [...fields.slice(0, place), one, ...fields.slice(place)];
  });
}

/** One place up or down; at the edge of its group into the next one. */
export function stepped(groups: Groups, field: string, by: 1 | -1): TemplateGroup[] {
  const at = groups.findIndex((group) => group.fields.some((one) => one.key === field));
  const group = groups[at];
  if (!group) return [...groups];
  const index = group.fields.findIndex((one) => one.key === field);
  if (by < 0) {
    if (index > 0) return moved(groups, field, group.key, group.fields[index - 1]?.key ?? null);
    const above = groups[at - 1];
    return above ? moved(groups, field, above.key, null) : [...groups];
  }
  if (index < group.fields.length - 1) return moved(groups, field, group.key, group.fields[index + 2]?.key ?? null);
  const below = groups[at + 1];
  return below ? moved(groups, field, below.key, below.fields[0]?.key ?? null) : [...groups];
}

/** Puts a field of the catalogue on the card, at the end of its group; makes the group if need be. */
export function added(groups: Groups, field: string, group: FieldGroup, order: readonly string[]): TemplateGroup[] {
  if (fieldOf(groups, field)) return changed(groups, field, { hidden: false });
  const one: TemplateField = { key: field, required: false, hidden: false, expected: false, locked: false };
  if (groups.some((each) => each.key === group.key)) return withFields(groups, group.key, (fields) => [...fields, one]);
  const rank = (key: string) => order.indexOf(key);
  const at = groups.findIndex((each) => rank(each.key) > rank(group.key));
  const made: TemplateGroup = { key: group.key, label: group.label, fields: [one] };
  return at < 0 ? [...groups, made] : [...groups.slice(0, at), made, ...groups.slice(at)];
}

/** As the server takes it. */
export const placedFields = (groups: Groups): PlacedFields[] =>
  groups
    .filter((group) => group.fields.length > 0)
    .map((group) => ({ key: group.key, fields: group.fields.map(({ key, required, hidden }) => ({ key, required, hidden })) }));

const orderOf = (group: TemplateGroup | undefined): string => (group?.fields ?? []).map(({ key }) => key).join(' ');

/**
 * What I changed, put on top of what stands now: each field's being shown and required, and the order
 * of each group that I put into another order. All else is as the other person left it.
 */
export function merged(base: Groups, theirs: Groups, mine: Groups): TemplateGroup[] {
  const group = (groups: Groups, key: string) => groups.find((each) => each.key === key);
  const moves = mine.filter((own) => orderOf(own) !== orderOf(group(base, own.key)));
  const placed = new Set(moves.flatMap((own) => own.fields.map(({ key }) => key)));
  const states = (one: TemplateField): TemplateField => {
    const now = fieldOf(theirs, one.key);
    const before = fieldOf(base, one.key);
    const own = fieldOf(mine, one.key);
    if (!now || !before || !own) return own ?? one;
    const hidden = own.hidden === before.hidden ? now.hidden : own.hidden;
    const required = own.required === before.required ? now.required : own.required;
    return { ...now, hidden, required: required && !hidden };
  };
  const kept = theirs.map((each) => {
    const own = moves.find(({ key }) => key === each.key);
    const others = each.fields.filter(({ key }) => !placed.has(key));
    return { ...each, fields: [...(own?.fields ?? []), ...others].map(states) };
  });
  const made = moves.filter((own) => !group(theirs, own.key));
  return [...kept, ...made.map((own) => ({ ...own, fields: own.fields.map(states) }))];
}
