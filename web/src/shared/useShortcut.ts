import { useEffect, useRef } from 'react';

export const isMac = navigator.userAgent.includes('Mac OS X');

/** "⌘K" or "Ctrl K", as the keyboard in front of the person says it. */
export const modLabel = (key: string): string => (isMac ? `⌘${key}` : `Ctrl ${key}`);

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName) || target.role === 'combobox');

const matches = (event: KeyboardEvent, combo: string): boolean => {
  const parts = combo.toLowerCase().split('+');
  const key = parts.pop() ?? '';
  const mod = parts.includes('mod');
  return (
    event.key.toLowerCase() === key &&
    (isMac ? event.metaKey : event.ctrlKey) === mod &&
    event.altKey === parts.includes('alt') &&
    // "?" needs Shift on its own; letters must come without it.
    (event.shiftKey === parts.includes('shift') || key.length === 1 && !/[a-z]/.test(key))
  );
};

export interface ShortcutOptions {
  enabled?: boolean;
  /** Also while a field has the focus. Default: only for combinations with mod. */
  whileTyping?: boolean;
}

/**
 * Runs `handler` on a key combination: "j", "/", "escape", "mod+k", "mod+enter". Plain keys are left
 * alone while somebody types, and everything behind an open dialog is left alone.
 */
export function useShortcut(combo: string, handler: (event: KeyboardEvent) => void, options: ShortcutOptions = {}): void {
  const { enabled = true, whileTyping = combo.startsWith('mod+') } = options;
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !matches(event, combo)) return;
      if (!whileTyping && typing(event.target)) return;
      if (document.querySelector('dialog:modal') && !combo.startsWith('mod+')) return;
      latest.current(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [combo, enabled, whileTyping]);
}
