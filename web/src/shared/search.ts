/** From the address: the named parameters that are texts. Numbers that look like text come back as text. */
export function optionalText<K extends string>(search: Readonly<Record<string, unknown>>, ...keys: readonly K[]): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {};
  for (const key of keys) {
    const value = search[key];
    if (typeof value === 'string' && value !== '') found[key] = value;
    else if (typeof value === 'number') found[key] = String(value);
  }
  return found;
}
