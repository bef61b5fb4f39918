import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useT } from '@/i18n';
import css from './overlay.module.css';

export interface DialogProps {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the bottom right; on a phone they fill the width. */
  footer?: ReactNode;
  width?: number;
  /** `sheet` fills a phone's screen; the default is a card that becomes a bottom sheet on a phone. */
  kind?: 'card' | 'sheet';
  /** Where a click beside the card or Esc would lose work. */
  keepOpen?: boolean;
}

/**
 * A modal dialog. Rendering it opens it; the browser traps the focus, makes the rest inert and gives
 * the focus back when it goes.
 */
export function Dialog({ title, onClose, children, footer, width = 480, kind = 'card', keepOpen = false }: DialogProps) {
  const t = useT();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open) return;
    const before = document.activeElement;
    dialog.showModal();
    const first = dialog.querySelector<HTMLElement>(
      '[autofocus], [data-autofocus], [data-body] input:not([type=hidden]), [data-body] textarea',
    );
    (first ?? dialog.querySelector<HTMLElement>('[data-title]'))?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    // Esc is the keyboard's way to do what a click beside the card does.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={ref}
      className={`${css.dialog} ${kind === 'sheet' ? css.sheet : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current && !keepOpen) onClose();
      }}
    >
      <div className={css.card} style={{ maxWidth: width }}>
        <header className={css.head}>
          <h2 id={titleId} tabIndex={-1} data-title>
            {title}
          </h2>
          <button type="button" className={css.close} onClick={onClose} aria-label={t('common.close')}>
            <X size={18} aria-hidden />
          </button>
        </header>
        <div className={css.body} data-body>
          {children}
        </div>
        {footer && <footer className={css.foot}>{footer}</footer>}
      </div>
    </dialog>
  );
}
