// Messages: "{name}" is replaced; "{count, plural, one {# person} other {# people}}" chooses
// by the language's plural rule. Nothing more is needed, so no library is carried for it.

export type Locale = 'zh' | 'en';
export type Params = Readonly<Record<string, string | number>>;
export type Dictionary = Readonly<Record<string, string>>;

const PLURAL = /\{(\w+), plural, one \{([^{}]*)\} other \{([^{}]*)\}\}/g;
const SLOT = /\{(\w+)\}/g;

export function format(message: string, locale: Locale, params: Params = {}): string {
  return message
    .replace(PLURAL, (_whole, name: string, one: string, other: string) => {
      const count = Number(params[name] ?? 0);
      const form = new Intl.PluralRules(locale).select(count) === 'one' ? one : other;
      return form.replaceAll('#', count.toLocaleString(locale === 'zh' ? 'zh-CN' : 'en-GB'));
    })
    .replace(SLOT, (whole, name: string) => {
      const value = params[name];
      return value === undefined ? whole : String(value);
    });
}

/** Messages of files `./zh/people.json`, by `people.title`. */
export function named(files: Readonly<Record<string, Readonly<Record<string, string>>>>): Dictionary {
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, messages]) => {
      const file = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
      return Object.entries(messages).map(([key, message]) => [`${file}.${key}`, message] as const);
    }),
  );
}
