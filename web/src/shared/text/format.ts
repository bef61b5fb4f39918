// How amounts, times and numbers are written. Pure: the words, the time zone and "today" are parameters.

export type FormatLocale = 'zh' | 'en';

const tag = (locale: FormatLocale): string => (locale === 'zh' ? 'zh-CN' : 'en-GB');

/** "¥1,280,000.00" from fen. */
export function formatMoney(fen: number): string {
  const sign = fen < 0 ? '-' : '';
  const abs = Math.abs(fen);
  const yuan = Math.floor(abs / 100);
  const rest = String(abs % 100).padStart(2, '0');
  return `${sign}¥${yuan.toLocaleString('en-US')}.${rest}`;
}

const trim = (value: number): string => value.toFixed(2).replace(/\.?0+$/, '');

/** "128 万", "1.5 亿" (English: "¥1.28M"); below ten thousand yuan the full amount. */
export function compactMoney(fen: number, locale: FormatLocale): string {
  const yuan = Math.abs(fen) / 100;
  const sign = fen < 0 ? '-' : '';
  if (locale === 'en') {
    if (yuan >= 1e9) return `${sign}¥${trim(yuan / 1e9)}B`;
    if (yuan >= 1e6) return `${sign}¥${trim(yuan / 1e6)}M`;
    return formatMoney(fen);
  }
  if (yuan >= 1e8) return `${sign}${trim(yuan / 1e8)} 亿`;
  if (yuan >= 1e4) return `${sign}${trim(yuan / 1e4)} 万`;
  return formatMoney(fen);
}

/**
 * Fen from what a person typed in yuan: "1,280,000.5", "¥99". `null` when it is no amount, has more
 * than two decimals or leaves the range of exact integers.
 */
export function parseYuan(text: string): number | null {
  const clean = text.replace(/[\s,，¥￥元]/g, '');
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(clean);
  if (!match) return null;
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return Number.isSafeInteger(fen) ? (match[1] ? -fen : fen) : null;
}

/** Fen as the text of an input: "1280000.5". */
export function yuanText(fen: number): string {
  const abs = Math.abs(fen);
  const rest = String(abs % 100).padStart(2, '0').replace(/0+$/, '');
  return `${fen < 0 ? '-' : ''}${Math.floor(abs / 100)}${rest ? `.${rest}` : ''}`;
}

/** Phone numbers in groups: "138 1234 5678", "010-6766 5051", "400-820 8820". */
export function groupPhone(text: string): string {
  if (/^1\d{10}$/.test(text)) return `${text.slice(0, 3)} ${text.slice(3, 7)} ${text.slice(7)}`;
  const landline = /^(0\d{2,3}-)?(\d{3,4})(\d{4})(-\d+)?$/.exec(text);
  if (landline) return `${landline[1] ?? ''}${landline[2] ?? ''} ${landline[3] ?? ''}${landline[4] ?? ''}`;
  return text;
}

/** "9135 0100 M000 100Y 4X"-style groups make a credit code readable: 91 350100 M000100Y4 X. */
export function groupCreditCode(text: string): string {
  return text.length === 18 ? `${text.slice(0, 2)} ${text.slice(2, 8)} ${text.slice(8, 17)} ${text.slice(17)}` : text;
}

/** "1,234", or "10,000+" when the server stopped counting. */
export function formatCount(count: number, capped = false): string {
  return count.toLocaleString('en-US') + (capped ? '+' : '');
}

export interface DayWords {
  today: string;
  yesterday: string;
  tomorrow: string;
}

export interface TimeContext {
  timeZone: string;
  /** The company's date now, YYYY-MM-DD. */
  today: string;
  locale: FormatLocale;
  words: DayWords;
}

/** The date of an instant in the given zone, YYYY-MM-DD. */
export function dayOf(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );
}

/** Days from `from` to `to`, both YYYY-MM-DD. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

const clock = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(instant),
  );

function plainDay(day: string, today: string, locale: FormatLocale, weekday: boolean): string {
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return new Intl.DateTimeFormat(tag(locale), {
    timeZone: 'UTC',
    ...(sameYear ? {} : { year: 'numeric' }),
    month: locale === 'zh' ? 'long' : 'short',
    day: 'numeric',
    ...(weekday && sameYear ? { weekday: 'short' } : {}),
  }).format(new Date(`${day}T00:00:00Z`));
}

const dayWord = (day: string, context: TimeContext): string | null => {
  switch (daysBetween(context.today, day)) {
    case 0:
      return context.words.today;
    case -1:
      return context.words.yesterday;
    case 1:
      return context.words.tomorrow;
    default:
      return null;
  }
};

/** "今天 16:30", "昨天 09:12", "11月20日 16:30", in another year "2025年3月4日". */
export function formatInstant(instant: string, context: TimeContext): string {
  const day = dayOf(instant, context.timeZone);
  const time = clock(instant, context.timeZone);
  const word = dayWord(day, context);
  if (word) return `${word} ${time}`;
  const text = plainDay(day, context.today, context.locale, false);
  return day.slice(0, 4) === context.today.slice(0, 4) ? `${text} ${time}` : text;
}

/** The whole instant, for a tooltip: "2026年11月22日 周日 16:30:05". */
export function fullInstant(instant: string, context: Pick<TimeContext, 'timeZone' | 'locale'>): string {
  return new Intl.DateTimeFormat(tag(context.locale), {
    timeZone: context.timeZone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

/** "今天", "11月27日周五", "2025年3月4日". */
export function formatDay(day: string, context: Omit<TimeContext, 'timeZone'>): string {
  return dayWord(day, { ...context, timeZone: 'UTC' }) ?? plainDay(day, context.today, context.locale, true);
}

/** A date as a fact (a birthday, a founding date): always with its year. */
export function factDay(day: string, locale: FormatLocale): string {
  return new Intl.DateTimeFormat(tag(locale), {
    timeZone: 'UTC',
    year: 'numeric',
    month: locale === 'zh' ? 'long' : 'short',
    day: 'numeric',
  }).format(new Date(`${day}T00:00:00Z`));
}

/** "12.5 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${trim(bytes / 1024)} KB`;
  return `${trim(bytes / (1024 * 1024))} MB`;
}
