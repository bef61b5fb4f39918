import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { deactivatePerson, peopleKey, personQuery, reactivatePerson, removePersonTotp, resetPassword, unlockPerson } from '@/api/organisation';
import type { Departure, Person } from '@/api/types';
import { useMay, useMe } from '@/app/me';
import { TrustSection } from '@/features/secrecy/TrustSection';
import { useT } from '@/i18n';
import { Facts } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { OneTimeSecret } from '@/shared/OneTime';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { noticeError } from '@/shared/overlay/notice';
import { SidePanel } from '@/shared/overlay/SidePanel';
import { PhoneText, TimeText, Unknown } from '@/shared/text/texts';
import { LeavingSection } from './LeavingSection';
import { PersonState } from './PeoplePage';
import { PersonForm } from './PersonForm';
import css from './people.module.css';

export interface PersonPanelProps {
  /** An id, or `new`. */
  id: string;
  editing: boolean;
  /** The list's filter: where a new person probably belongs. */
  department: string | null;
  hasDepartments: boolean;
  onClose: () => void;
  onEdit: (edit: boolean) => void;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
}

interface Once {
  name: string;
  /** Null when the person was registered by an earlier try whose answer was lost. */
  password: string | null | undefined;
}

export function PersonPanel(props: PersonPanelProps) {
  return props.id === 'new' ? <NewPerson {...props} /> : <OnePerson {...props} />;
}

function NewPerson({ department, hasDepartments, onClose }: PersonPanelProps) {
  const t = useT();
  const client = useQueryClient();
  const [once, setOnce] = useState<(Once & { login: string }) | null>(null);
  return (
    <SidePanel title={once ? t('people.created', { name: once.name }) : t('people.new')} onClose={onClose}>
      {once ? (
        <>
          <Facts items={[{ label: t('account.login'), value: once.login }]} />
          {!once.password ? (
            <p>{t('people.one_time_lost')}</p>
          ) : (
            <OneTimeSecret label={t('people.one_time_password')} secret={once.password} note={t('people.one_time_note')} />
          )}
          <div className={css.buttons}>
            <Button type="primary" onClick={onClose}>
              {t('common.done')}
            </Button>
          </div>
        </>
      ) : (
        <>
          {!hasDepartments && <p className={css.tip}>{t('people.departments_first')}</p>}
          <PersonForm
            department={department}
            onCancel={onClose}
            onCreated={({ person, password }) => {
              setOnce({ name: person.name, login: person.login, password });
              void client.invalidateQueries({ queryKey: peopleKey });
            }}
          />
        </>
      )}
    </SidePanel>
  );
}

type Asking = 'deactivate' | 'reset' | 'totp';

function OnePerson({ id, editing, onClose, onEdit, onPrevious, onNext }: PersonPanelProps) {
  const t = useT();
  const may = useMay();
  const me = useMe();
  const client = useQueryClient();
  const query = useQuery(personQuery(id));
  const [asking, setAsking] = useState<Asking | null>(null);
  const [once, setOnce] = useState<Once | null>(null);
  const [left, setLeft] = useState<Departure['holdings'] | null>(null);
  const person = query.data;
  const refresh = () => client.invalidateQueries({ queryKey: peopleKey });

  const deeds = (one: Person) => [
    { key: 'reset', label: t('people.reset_password'), onClick: () => setAsking('reset') },
    ...(one.locked_until
      ? [{ key: 'unlock', label: t('people.unlock'), onClick: () => void unlockPerson(one.id).then(refresh, noticeError) }]
      : []),
    ...(one.totp_enabled ? [{ key: 'totp', label: t('people.remove_totp'), onClick: () => setAsking('totp') }] : []),
    { type: 'divider' as const },
    one.active
      ? { key: 'deactivate', danger: true, disabled: one.id === me.person.id, label: t('people.deactivate'), onClick: () => setAsking('deactivate') }
      : { key: 'reactivate', label: t('people.reactivate'), onClick: () => void reactivatePerson(one.id, one.version).then(refresh, noticeError) },
  ];

  return (
    <SidePanel
      title={person?.name ?? t('people.people')}
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
      actions={
        person &&
        !editing &&
        may('person.manage') && (
          <>
            <Dropdown trigger={['click']} menu={{ items: deeds(person) }}>
              <Button>{t('common.more')}</Button>
            </Dropdown>
            <Button type="primary" onClick={() => onEdit(true)}>
              {t('common.edit')}
            </Button>
          </>
        )
      }
    >
      <QueryGate query={query}>
        {(one) =>
          editing && may('person.manage') ? (
            <PersonForm
              person={one}
              onCancel={() => onEdit(false)}
              onChanged={(changed) => {
                client.setQueryData(personQuery(id).queryKey, changed);
                void refresh();
                onEdit(false);
              }}
            />
          ) : (
            <>
              {once?.password && <OneTimeSecret label={t('people.one_time_password')} secret={once.password} note={t('people.one_time_note')} />}
              {left && !one.active && (left.customers > 0 || left.departments > 0) && (
                <p className={css.tip} role="status">
                  {t('people.left_behind', { customers: left.customers, departments: left.departments })}
                </p>
              )}
              <PersonFacts person={one} />
              {may('person.manage') && one.active && <LeavingSection person={one.id} />}
              {(may('clearance.manage') || one.id === me.person.id) && <TrustSection person={one.id} />}
            </>
          )
        }
      </QueryGate>
      {person && asking === 'deactivate' && (
        <ConfirmDanger
          title={t('people.deactivate_title', { name: person.name })}
          action={t('people.deactivate')}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            const { holdings } = await deactivatePerson(person.id, person.version);
            setLeft(holdings);
            await refresh();
          }}
        >
          <ul className={css.consequences}>
            <li>{t('people.deactivate_sessions')}</li>
            <li>{t('people.deactivate_customers')}</li>
            <li>{t('people.deactivate_history')}</li>
          </ul>
        </ConfirmDanger>
      )}
      {person && asking === 'reset' && (
        <ConfirmDanger
          title={t('people.reset_title', { name: person.name })}
          action={t('people.reset_password')}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            const { password } = await resetPassword(person.id, person.version);
            setOnce({ name: person.name, password });
            await refresh();
          }}
        >
          <p>{t('people.reset_text')}</p>
        </ConfirmDanger>
      )}
      {person && asking === 'totp' && (
        <ConfirmDanger
          title={t('people.totp_title', { name: person.name })}
          action={t('people.remove_totp')}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            await removePersonTotp(person.id, person.version);
            await refresh();
          }}
        >
          <p>{t('people.totp_text')}</p>
        </ConfirmDanger>
      )}
    </SidePanel>
  );
}

function PersonFacts({ person }: { person: Person }) {
  const t = useT();
  return (
    <Facts
      items={[
        { label: t('people.state'), value: <PersonState person={person} /> },
        { label: t('account.login'), value: person.login },
        { label: t('people.department'), value: person.department?.name ?? <Unknown /> },
        { label: t('people.post'), value: person.post?.name ?? <Unknown /> },
        { label: t('people.roles'), value: person.roles.map((role) => role.name).join(t('common.list_comma')) || <Unknown /> },
        { label: t('people.phone'), value: person.phone ? <PhoneText number={person.phone} /> : <Unknown /> },
        { label: t('people.email'), value: person.email ? <a href={`mailto:${person.email}`}>{person.email}</a> : <Unknown /> },
        // Only who manages people is told how they sign in.
        ...(typeof person.totp_enabled !== 'boolean'
          ? []
          : [
              { label: t('account.totp'), value: person.totp_enabled ? t('account.totp_on') : t('account.totp_off') },
              { label: t('people.last_seen'), value: person.last_seen_at ? <TimeText at={person.last_seen_at} /> : t('people.never_seen') },
            ]),
      ]}
    />
  );
}
