import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { sessionQuery } from '@/api/session';
import { useI18n } from '@/i18n';
import { ErrorBoundary } from '@/shared/layout/ErrorBoundary';
import { lazyPage } from '@/shared/lazyPage';
import { useShortcut } from '@/shared/useShortcut';
import { PHONE } from '@/theme/tokens';
import { useMedia } from '@/theme/useScheme';
import { BottomBar } from './BottomBar';
import { CommandMenu } from './CommandMenu';
import css from './frame.module.css';
import { Rail } from './Rail';
import { TopBar } from './TopBar';

const Presence = lazyPage(() => import('@/features/account/Presence'), 'Presence');

const SLIM = 'kedang.rail.slim';

/** Rail, top bar, content; on a phone a bottom bar instead of the rail. */
export function Frame() {
  const { data: me } = useQuery(sessionQuery);
  const { t, setLocale } = useI18n();
  const phone = useMedia(PHONE);
  const narrow = useMedia('(max-width: 1099.98px)');
  const [slimChosen, setSlimChosen] = useState(() => localStorage.getItem(SLIM));
  const [menu, setMenu] = useState<'search' | 'create' | null>(null);
  const path = useLocation({ select: (location) => location.pathname });
  const content = useRef<HTMLElement>(null);

  const slim = slimChosen === null ? narrow : slimChosen === '1';
  const toggleRail = useCallback(() => {
    const next = slim ? '0' : '1';
    localStorage.setItem(SLIM, next);
    setSlimChosen(next);
  }, [slim]);

  const locale = me?.person.locale;
  useEffect(() => {
    if (locale) setLocale(locale === 'en' ? 'en' : 'zh');
  }, [locale, setLocale]);

  useShortcut('mod+k', (event) => {
    event.preventDefault();
    setMenu('create');
  });

  if (!me) return null;
  return (
    <div className={`${css.frame} ${slim ? css.slim : ''}`}>
      <a className={css.skip} href="#content" data-frame>
        {t('common.skip')}
      </a>
      {!phone && <Rail slim={slim} onToggle={toggleRail} path={path} />}
      <TopBar onSearch={() => setMenu('search')} onMenu={() => setMenu('create')} phone={phone} />
      <main id="content" ref={content} tabIndex={-1} className={css.content}>
        <ErrorBoundary resetKey={path}>
          <Outlet />
        </ErrorBoundary>
      </main>
      {phone && <BottomBar path={path} onSearch={() => setMenu('search')} onCreate={() => setMenu('create')} />}
      <Suspense>
        <Presence />
      </Suspense>
      {menu && <CommandMenu mode={menu} onClose={() => setMenu(null)} />}
    </div>
  );
}
