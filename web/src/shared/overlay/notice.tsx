import { CircleAlert, Info, X } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { errorText } from '@/api/problem';
import { useT } from '@/i18n';
import css from './overlay.module.css';

interface Notice {
  id: number;
  text: string;
  kind: 'error' | 'info';
  action?: { label: string; run: () => void };
}

let notices: readonly Notice[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

const change = (next: readonly Notice[]) => {
  notices = next;
  for (const listener of listeners) listener();
};

const dismiss = (id: number) => change(notices.filter((one) => one.id !== id));

function show(notice: Omit<Notice, 'id'>): void {
  const id = nextId++;
  change([...notices.slice(-2), { ...notice, id }]);
  // Errors stay until they are read; the rest goes by itself.
  if (notice.kind === 'info') setTimeout(() => dismiss(id), notice.action ? 8000 : 4000);
}

/** For what failed away from a form: says what and why. */
export const noticeError = (error: unknown): void => show({ kind: 'error', text: errorText(error) });

/** For what is done out of sight, above all where it can be undone. Not for every click. */
export const noticeInfo = (text: string, action?: Notice['action']): void =>
  show({ kind: 'info', text, ...(action ? { action } : {}) });

export function Notices() {
  const t = useT();
  const ref = useRef<HTMLDivElement>(null);
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notices,
  );

  useEffect(() => {
    // In the top layer, so that open dialogs do not cover it.
    const region = ref.current;
    if (!region) return;
    if (region.matches(':popover-open')) region.hidePopover();
    if (shown.length > 0) region.showPopover();
  }, [shown]);

  return (
    <div ref={ref} className={css.notices} popover="manual" role="status" aria-live="polite">
      {shown.map((notice) => (
        <div key={notice.id} className={`${css.notice} ${notice.kind === 'error' ? css.noticeError : ''}`}>
          {notice.kind === 'error' ? <CircleAlert size={16} aria-hidden /> : <Info size={16} aria-hidden />}
          <span>{notice.text}</span>
          {notice.action && (
            <button
              type="button"
              className={css.noticeAction}
              onClick={() => {
                notice.action?.run();
                dismiss(notice.id);
              }}
            >
              {notice.action.label}
            </button>
          )}
          <button type="button" className={css.close} onClick={() => dismiss(notice.id)} aria-label={t('common.close')}>
            <X size={16} aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}
