import { useEffect, type ReactNode } from 'react';
import { useI18n } from '@/i18n';
import css from './outside.module.css';

/** A page for somebody who is not signed in: no frame, one card. */
export function Outside({ title, lead, children, wide = false }: { title: string; lead?: ReactNode; children: ReactNode; wide?: boolean }) {
  const { t, locale, setLocale } = useI18n();
  useEffect(() => {
    document.title = `${title} · ${t('common.product')}`;
  }, [title, t]);
  return (
    <div className={css.outside}>
      <main className={`${css.card} ${wide ? css.wide : ''}`}>
        <header className={css.brand}>
          <img src="/icon.svg" alt="" width={32} height={32} />
          <span>{t('common.product')}</span>
        </header>
        <h1>{title}</h1>
        {lead && <p className={css.lead}>{lead}</p>}
        {children}
      </main>
      <footer className={css.foot}>
        <button type="button" className="link" lang={locale === 'zh' ? 'en' : 'zh-CN'} onClick={() => setLocale(locale === 'zh' ? 'en' : 'zh')}>
          {t('common.other_language')}
        </button>
      </footer>
    </div>
  );
}
