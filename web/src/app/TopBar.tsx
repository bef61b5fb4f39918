import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { ChevronDown, Plus, Search } from 'lucide-react';
import { changeLocale } from '@/api/account';
import { sessionKey, signOut } from '@/api/session';
import type { Me } from '@/api/types';
import { Bell } from '@/features/inbox/Bell';
import { NewsButton } from '@/features/news/NewsButton';
import { useI18n } from '@/i18n';
import { noticeError } from '@/shared/overlay/notice';
import { Kbd } from '@/shared/text/texts';
import { modLabel, useShortcut } from '@/shared/useShortcut';
import css from './frame.module.css';
import { useMay, useMe } from './me';
import { CREATE } from './nav';

export function TopBar({ onSearch, onMenu, phone }: { onSearch: () => void; onMenu: () => void; phone: boolean }) {
  const { t } = useI18n();
  const may = useMay();
  const me = useMe();
  const seesCustomers = me.permissions.some((one) => one.startsWith('customer.') || one === 'interaction.create');
  const canCreate = CREATE.some((entry) => may(...entry.needs));

  useShortcut('/', (event) => {
    event.preventDefault();
    onSearch();
  });

  return (
    <header className={css.topBar} data-frame>
      {phone ? (
        <Link to="/" className={css.brand}>
          <img src="/icon.svg" alt="" width={24} height={24} />
          <span>{me.company.name}</span>
        </Link>
      ) : (
        <>
          <div />
          <button type="button" className={css.searchBox} onClick={onSearch}>
            <Search size={16} aria-hidden />
            <span>{seesCustomers ? t('common.search_placeholder') : t('common.search_pages')}</span>
            <Kbd keys="/" />
          </button>
        </>
      )}
      <div className={css.topEnd}>
        {!phone && canCreate && (
          <Button icon={<Plus size={16} />} onClick={onMenu} title={modLabel('K')}>
            {t('common.new')}
          </Button>
        )}
        {may('customer.view') && <NewsButton reports={may('interaction.create')} />}
        <Bell />
        <PersonMenu />
      </div>
    </header>
  );
}

/** The person: account, language, the way out. */
export function PersonMenu() {
  const { t, locale, setLocale } = useI18n();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();

  const leave = async () => {
    try {
      await signOut();
      client.clear();
      await navigate({ to: '/sign-in' });
    } catch (error) {
      noticeError(error);
    }
  };
  const speak = async () => {
    const next = locale === 'zh' ? 'en' : 'zh';
    setLocale(next);
    client.setQueryData<Me>(sessionKey, (before) => before && { ...before, person: { ...before.person, locale: next } });
    try {
      await changeLocale(next);
      // Texts of the server (labels, reasons) come in the new language.
      await client.invalidateQueries();
    } catch (error) {
      noticeError(error);
    }
  };

  const about = me.person.department?.name ?? me.person.roles[0]?.name ?? me.person.login;
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          { key: 'account', label: <Link to="/account">{t('common.account')}</Link> },
          { key: 'language', label: t('common.other_language'), onClick: () => void speak() },
          { type: 'divider' },
          { key: 'leave', label: t('common.sign_out'), onClick: () => void leave() },
        ],
      }}
    >
      <button type="button" className={css.person}>
        <span className={css.avatar} aria-hidden>
          {me.person.name.slice(-1)}
        </span>
        <span className={css.personText}>
          <span>{me.person.name}</span>
          <span>{about}</span>
        </span>
        <ChevronDown size={14} aria-hidden />
      </button>
    </Dropdown>
  );
}
