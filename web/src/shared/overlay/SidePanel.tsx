import { ChevronDown, ChevronUp, Maximize2, X } from 'lucide-react';
import { useEffect, useId, useRef, type MouseEvent, type ReactNode } from 'react';
import { useT } from '@/i18n';
import { PHONE } from '@/theme/tokens';
import { useMedia } from '@/theme/useScheme';
import { useShortcut } from '../useShortcut';
import { Dialog } from './Dialog';
import css from './overlay.module.css';

export interface SidePanelProps {
  title: ReactNode;
  /** The address decides what is open: `onClose` removes it from there. */
  onClose: () => void;
  children: ReactNode;
  /** The page of the same thing; Enter goes there. */
  fullHref?: string | undefined;
  onFull?: (() => void) | undefined;
  /** Neighbours in the list (J and K belong to the table). */
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
  actions?: ReactNode;
  width?: number;
}

/** A panel over the right edge of a list, which stays in sight and in use. On a phone a sheet. */
export function SidePanel(props: SidePanelProps) {
  const phone = useMedia(PHONE);
  return phone ? (
    <Dialog kind="sheet" title={props.title} onClose={props.onClose} footer={props.actions}>
      {props.children}
    </Dialog>
  ) : (
    <DeskPanel {...props} />
  );
}

function DeskPanel({ title, onClose, children, fullHref, onFull, onPrevious, onNext, actions, width = 560 }: SidePanelProps) {
  const t = useT();
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useShortcut('escape', onClose);

  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  const full = (event: MouseEvent) => {
    if (!onFull || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onFull();
  };

  return (
    <aside className={css.panel} style={{ width }} aria-labelledby={titleId}>
      <header className={css.head}>
        <h2 id={titleId} tabIndex={-1} ref={heading} data-title>
          {title}
        </h2>
        <div className={css.tools}>
          {onPrevious && (
            <button type="button" className={css.close} onClick={onPrevious} title={`${t('common.previous')} (K)`} aria-label={t('common.previous')}>
              <ChevronUp size={18} aria-hidden />
            </button>
          )}
          {onNext && (
            <button type="button" className={css.close} onClick={onNext} title={`${t('common.next')} (J)`} aria-label={t('common.next')}>
              <ChevronDown size={18} aria-hidden />
            </button>
          )}
          {fullHref && (
            <a className={css.close} href={fullHref} onClick={full} title={t('common.open_full')} aria-label={t('common.open_full')}>
              <Maximize2 size={16} aria-hidden />
            </a>
          )}
          <button type="button" className={css.close} onClick={onClose} title={`${t('common.close')} (Esc)`} aria-label={t('common.close')}>
            <X size={18} aria-hidden />
          </button>
        </div>
      </header>
      <div className={css.body} data-body>
        {children}
      </div>
      {actions && <footer className={css.foot}>{actions}</footer>}
    </aside>
  );
}
