/** Where to go after signing in: a path of this page and nothing else, whatever the address says. */
export function safeReturn(wanted: string | undefined): string {
  return wanted !== undefined && /^\/(?![/\\])/.test(wanted) && !/^\/(sign-in|setup)\b/.test(wanted) ? wanted : '/';
}
