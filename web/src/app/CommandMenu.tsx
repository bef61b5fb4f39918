import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Bookmark, Building2, Clock, ListFilter, Search, UserRound, X, type LucideIcon } from 'lucide-react';
import { useDeferredValue, useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { errorText } from '@/api/problem';
import { forgetSearch, forgetSearches, recentKey, recentQuery, searchQuery, type BoxProposal, type RecentSearch } from '@/api/search';
import type { SearchHit } from '@/api/types';
import { SEES_CUSTOMERS } from '@/features/customer/nav';
import { useI18n } from '@/i18n';
import { noticeError, noticeInfo } from '@/shared/overlay/notice';
import { BoxChips } from '@/shared/searchbox/BoxChips';
import { charactersBefore, isPlain, takenUp } from '@/shared/searchbox/text';
import { useBox, useBoxActions } from '@/shared/searchbox/useBox';
import { groupPhone } from '@/shared/text/format';
import { Highlight } from '@/shared/text/Highlight';
import { Kbd } from '@/shared/text/texts';
import { modLabel } from '@/shared/useShortcut';
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
  /** What choosing it does; the menu stays open unless it leads somewhere. */
  run: () => void;
  /** Of what can be taken away by itself. */
  forget?: () => void;
}

const includes = (text: string, q: string): boolean => text.toLowerCase().includes(q.toLowerCase());

/** One field for everything: find customers by words and filters, go to a page, start something new. */
export function CommandMenu({ mode, onClose }: { mode: 'search' | 'create'; onClose: () => void }) {
  const { t, maybe } = useI18n();
  const may = useMay();
  const nav = useNav();
  const navigate = useNavigate();
  const client = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [caret, setCaret] = useState(0);
  const [place, setPlace] = useState<{ at: number } | null>(null);
  const [activeIndex, setActive] = useState(0);
  const listId = useId();
  const searches = may(...SEES_CUSTOMERS);
  const q = useDeferredValue(typed.trim());
  const box = useBox(typed, caret, searches);
  const { remember, keepAsView } = useBoxActions();
  const asked = q !== '' && box.ready;
  const hits = useQuery({ ...searchQuery(q), enabled: searches && asked, placeholderData: keepPreviousData });
  const recent = useQuery({ ...recentQuery, enabled: searches });
  // What stands in a filter is not in the names that are found.
  const words = isPlain(q) ? q : (box.shown?.words ?? '');

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  // The caret follows what was put into the text for the person.
  useLayoutEffect(() => {
    if (place === null) return;
    input.current?.focus();
    input.current?.setSelectionRange(place.at, place.at);
  }, [place]);

  const write = (text: string, at = text.length) => {
    setTyped(text);
    setCaret(charactersBefore(text, at));
    setPlace({ at });
    setActive(0);
  };
  const takeUp = (proposal: BoxProposal) => {
    const after = takenUp(typed, proposal);
    write(after.text, after.caret);
  };
  const visit = (to: string, search: Record<string, string> = {}) => {
    onClose();
    void navigate({ to, search });
  };
  /** Where the text led. */
  const leave = (to: string, search?: Record<string, string>) => {
    remember(typed);
    visit(to, search);
  };

  const forget = useMutation({
    mutationFn: (one: RecentSearch | null) => (one ? forgetSearch(one.id) : forgetSearches()),
    onSuccess: () => client.invalidateQueries({ queryKey: recentKey }),
    onError: noticeError,
  });
  const keep = useMutation({
    mutationFn: () => keepAsView(typed),
    onSuccess: (view) => {
      if (!view) return;
      noticeInfo(t('common.box_kept', { name: view.name }));
      leave('/customers', { view: view.id });
    },
    onError: noticeError,
  });

  const itemsNow = (): Item[] => {
    const proposed = box.proposals.map((one): Item => ({ id: `box:${one.text}`, group: t('common.box_filters'), icon: ListFilter, text: one.adds === 'value' ? one.label : one.text, run: () => takeUp(one) }));
    // A value is what is being typed; a key is only one thing that a word can become.
    const valued = box.proposals.some((one) => one.adds === 'value');
    const found = asked && searches ? (hits.data?.items ?? []).map((hit) => hitItem(hit, t('common.customers'), maybe, leave)) : [];
    const inList: Item[] = asked && searches ? [{ id: 'list', group: t('common.customers'), icon: Search, text: t('common.box_in_list'), run: () => leave('/customers', { q: typed.trim() }) }] : [];
    const before = (recent.data?.items ?? []).map((one): Item => ({ id: one.id, group: t('common.box_recent'), icon: Clock, text: one.q, run: () => write(`${one.q} `), forget: () => forget.mutate(one) }));
    const clear: Item[] = before.length > 0 ? [{ id: 'forget', group: t('common.box_recent'), icon: X, text: t('common.box_forget_all'), run: () => forget.mutate(null) }] : [];
    const pages = nav
      .filter((entry) => !q || includes(t(entry.label), q))
      .map((entry): Item => ({ id: `go:${entry.to}`, group: t('common.go_to'), icon: entry.icon, text: t(entry.label), run: () => visit(entry.to) }));
    const fresh = CREATE.filter((entry) => may(...entry.needs) && (!q || includes(t(entry.label), q))).map(
      (entry): Item => ({ id: `new:${entry.to}`, group: t('common.new'), icon: entry.icon, text: t(entry.label), run: () => visit(entry.to) }),
    );
    if (q) return valued ? [...proposed, ...found, ...inList, ...fresh, ...pages] : [...found, ...inList, ...proposed, ...fresh, ...pages];
    return mode === 'create' ? [...fresh, ...pages] : [...before, ...clear, ...pages];
  };
  const items = itemsNow();

  const active = Math.min(activeIndex, items.length - 1);

  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const [first] = box.proposals;
    const mod = event.ctrlKey || event.metaKey;
    if (event.key === 'ArrowDown') setActive((active + 1) % Math.max(1, items.length));
    else if (event.key === 'ArrowUp') setActive((active - 1 + items.length) % Math.max(1, items.length));
    else if (event.key === 'Enter' && mod) {
      if (searches && q && !keep.isPending) keep.mutate();
    } else if (event.key === 'Enter') items[active]?.run();
    else if (event.key === 'Tab' && !event.shiftKey && first) takeUp(first);
    else if (event.key === 'Delete' && event.shiftKey && items[active]?.forget) items[active].forget();
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
            ref={input}
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
              setCaret(charactersBefore(event.target.value, event.target.selectionStart ?? event.target.value.length));
              setActive(0);
            }}
            onSelect={(event) => setCaret(charactersBefore(event.currentTarget.value, event.currentTarget.selectionStart ?? 0))}
            onKeyDown={onKey}
          />
          <button type="button" className="link" onClick={onClose}>
            {t('common.cancel')}
          </button>
        </div>
        {box.shown && !isPlain(typed) && (
          <div className={css.commandChips}>
            <BoxChips typed={typed} state={box.shown} stale={box.state === null} onChange={(text) => write(text)} />
          </div>
        )}
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
                onClick={item.run}
                onPointerMove={() => setActive(index)}
              >
                <item.icon size={16} strokeWidth={1.75} aria-hidden />
                <span className={css.commandText}>
                  <Highlight text={item.text} q={words} />
                </span>
                {item.about && (
                  <span className={css.commandAbout}>
                    <Highlight text={item.about} q={words} />
                  </span>
                )}
                {item.forget && (
                  // By keyboard: Shift+Delete, as said below.
                  <span
                    className={css.commandForget}
                    title={t('common.box_forget')}
                    aria-hidden
                    onClick={(event) => {
                      event.stopPropagation();
                      item.forget?.();
                    }}
                  >
                    <X size={14} />
                  </span>
                )}
              </div>
            </div>
          ))}
        </div>
        {asked && searches && hits.isSuccess && !hits.isFetching && hits.data.items.length === 0 && (
          <p className={css.commandNote}>{t('common.no_customer_found', { q })}</p>
        )}
        {asked && hits.isError && (
          <p className={css.commandNote} role="alert">
            {errorText(hits.error)}
          </p>
        )}
        {searches && (q === '' || box.ready) && (
          <div className={css.commandKeys}>
            {q ? (
              <>
                {box.proposals.length > 0 && (
                  <span className={css.byKeyboard}>
                    <Kbd keys="Tab" /> {t('common.box_complete')}
                  </span>
                )}
                {box.state?.troubles.length === 0 && (
                  <button type="button" className="link" disabled={keep.isPending} onClick={() => keep.mutate()}>
                    <Bookmark size={14} aria-hidden /> {t('common.box_keep')} <Kbd keys={modLabel('Enter')} />
                  </button>
                )}
              </>
            ) : (
              <>
                <span className={css.commandExample}>{t('common.box_example')}</span>
                {items[active]?.forget && (
                  <span className={css.byKeyboard}>
                    <Kbd keys="Shift Delete" /> {t('common.box_forget_key')}
                  </span>
                )}
              </>
            )}
          </div>
        )}
      </div>
    </dialog>
  );
}

function hitItem(hit: SearchHit, group: string, maybe: (key: string) => string | undefined, leave: (to: string) => void): Item {
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
    run: () => leave(`/customers/${customer.id}`),
  };
}
