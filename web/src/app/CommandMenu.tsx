import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Building2, Search, UserRound, type LucideIcon } from 'lucide-react';
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { errorText } from '@/api/problem';
import { searchQuery } from '@/api/search';
import type { SearchHit } from '@/api/types';
import { useI18n } from '@/i18n';
import { groupPhone } from '@/shared/text/format';
import { Highlight } from '@/shared/text/Highlight';
import css from './frame.module.css';
import { useMay } from './me';
import { CREATE } from './nav';
import { useNav } from './Rail';

interface Item {
  id: string;
  group: string;
  icon: LucideIcon;
  text: string;
  about?: string | undefined;
  to: string;
}

const includes = (text: string, q: string): boolean => text.toLowerCase().includes(q.toLowerCase());

/** One field for everything: find a customer, go to a page, start something new. */
export function CommandMenu({ mode, onClose }: { mode: 'search' | 'create'; onClose: () => void }) {
  const { t, maybe } = useI18n();
  const may = useMay();
  const nav = useNav();
  const navigate = useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const [activeIndex, setActive] = useState(0);
  const listId = useId();
  const q = useDeferredValue(typed.trim());
  const hits = useQuery({ ...searchQuery(q), placeholderData: keepPreviousData });

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  const items = useMemo<Item[]>(() => {
    const found = q ? (hits.data?.items ?? []).map((hit) => hitItem(hit, t('common.customers'), maybe)) : [];
    const pages = nav
      .filter((entry) => !q || includes(t(entry.label), q))
      .map((entry): Item => ({ id: `go:${entry.to}`, group: t('common.go_to'), icon: entry.icon, text: t(entry.label), to: entry.to }));
    const fresh = CREATE.filter((entry) => may(...entry.needs) && (!q || includes(t(entry.label), q))).map(
      (entry): Item => ({ id: `new:${entry.to}`, group: t('common.new'), icon: entry.icon, text: t(entry.label), to: entry.to }),
    );
    if (q) return [...found, ...fresh, ...pages];
    return mode === 'create' ? [...fresh, ...pages] : pages;
  }, [q, hits.data, nav, may, mode, t, maybe]);

  const active = Math.min(activeIndex, items.length - 1);
  const go = (item: Item | undefined) => {
    if (!item) return;
    onClose();
    void navigate({ to: item.to });
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setActive((active + 1) % Math.max(1, items.length));
    else if (event.key === 'ArrowUp') setActive((active - 1 + items.length) % Math.max(1, items.length));
    else if (event.key === 'Enter') go(items[active]);
    else return;
    event.preventDefault();
  };

  useEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, listId]);

  return (
    // Esc is the keyboard's way to do what a click beside the box does.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className={css.command}
      data-mode={mode}
      aria-label={t('common.command_menu')}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={css.commandCard}>
        <div className={css.commandInput}>
          <Search size={18} aria-hidden />
          <input
            autoFocus
            role="combobox"
            aria-expanded
            aria-controls={listId}
            aria-activedescendant={items.length > 0 ? `${listId}-${active}` : undefined}
            aria-label={t('common.search_placeholder')}
            placeholder={t('common.command_placeholder')}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setActive(0);
            }}
            onKeyDown={onKey}
          />
          <button type="button" className="link" onClick={onClose}>
            {t('common.cancel')}
          </button>
        </div>
        <div role="listbox" id={listId} aria-label={t('common.command_menu')} className={css.commandList}>
          {items.map((item, index) => (
            <div key={item.id} role="presentation">
              {item.group !== items[index - 1]?.group && (
                <div className={css.commandGroup} role="presentation">
                  {item.group}
                </div>
              )}
              {/* The field above keeps the focus; the arrow keys choose. */}
              {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */}
              <div
                role="option"
                id={`${listId}-${index}`}
                aria-selected={index === active}
                className={css.commandItem}
                onClick={() => go(item)}
                onPointerMove={() => setActive(index)}
              >
                <item.icon size={16} strokeWidth={1.75} aria-hidden />
                <span className={css.commandText}>
                  <Highlight text={item.text} q={q} />
                </span>
                {item.about && (
                  <span className={css.commandAbout}>
                    <Highlight text={item.about} q={q} />
                  </span>
                )}
              </div>
            </div>
          ))}
        </div>
        {q && hits.isSuccess && !hits.isFetching && hits.data.items.length === 0 && (
          <p className={css.commandNote}>{t('common.no_customer_found', { q })}</p>
        )}
        {q && hits.isError && (
          <p className={css.commandNote} role="alert">
            {errorText(hits.error)}
          </p>
        )}
      </div>
    </dialog>
  );
}

function hitItem(hit: SearchHit, group: string, maybe: (key: string) => string | undefined): Item {
  const { customer, matched } = hit;
  const text = matched.field === 'phone' ? groupPhone(matched.text) : matched.text;
  // The name and the code are there to be read anyway; anything else that matched is named.
  const named = maybe(`common.matched_${matched.field}`);
  const bySound = matched.field === 'pinyin' || matched.field === 'initials';
  const why = named && (bySound && matched.text === customer.name ? named : `${named} ${text}`);
  return {
    id: customer.id,
    group,
    icon: customer.kind === 'individual' ? UserRound : Building2,
    text: customer.name,
    about: [matched.nearly && maybe('common.matched_nearly'), why, customer.owner.name, customer.code].filter(Boolean).join(' · '),
    to: `/customers/${customer.id}`,
  };
}
