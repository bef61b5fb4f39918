/** Offered for the company's business time; the usual one first. */
export const TIME_ZONES: readonly string[] = [
  'Asia/Shanghai',
  'Asia/Urumqi',
  'Asia/Hong_Kong',
  'Asia/Macau',
  'Asia/Taipei',
  ...Intl.supportedValuesOf('timeZone').filter(
    (zone) => !['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Hong_Kong', 'Asia/Macau', 'Asia/Taipei'].includes(zone),
  ),
];
