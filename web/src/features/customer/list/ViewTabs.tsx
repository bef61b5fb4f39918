import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, Input, Switch } from 'antd';
import { Bookmark, EllipsisVertical, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { changeSavedView, createSavedView, removeSavedView, savedViewsQuery, type SavedView, type ViewDefinition } from '@/api/savedView';
import { newKey } from '@/api/http';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm } from '@/shared/form/useForm';
import tabs from '@/shared/layout/tabs.module.css';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { Dialog } from '@/shared/overlay/Dialog';
import { noticeError } from '@/shared/overlay/notice';
import type { View } from './views';
import css from './list.module.css';

interface Props {
  views: readonly View[];
  current: View;
  /** What the list shows now, when it is no longer what the view says. */
  changed: ViewDefinition | null;
}

type Asking = 'new' | 'rename' | 'remove' | null;

/** The views as tabs; what was changed in one can be kept, there or as a new one. */
export function ViewTabs({ views, current, changed }: Props) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<Asking>(null);
  const { saved } = current;
  const mine = saved !== null && saved.person.id === me.person.id;
  const refresh = () => client.invalidateQueries({ queryKey: savedViewsQuery('customers').queryKey });
  const show = (id: string | null) => navigate({ to: '/customers', search: id ? { view: id } : {} });

  const keep = useMutation({
    mutationFn: ({ view, definition }: { view: SavedView; definition: ViewDefinition }) => changeSavedView(view.id, { definition }, view.version),
    onSuccess: async (view) => {
      await refresh();
      await show(view.id);
    },
    onError: noticeError,
  });

  return (
    <div className={css.views}>
      <nav className={tabs.tabs} aria-label={t('customer_list.views')}>
        {views.map((view) => (
          <Link key={view.id ?? ''} to="/customers" search={view.id ? { view: view.id } : {}} activeOptions={{ exact: true, includeSearch: true }} aria-current={view.id === current.id ? 'page' : undefined}>
            {view.name}
            {view.saved?.shared && <UsersRound size={13} className={css.sharedMark} aria-label={t('customer_list.view_shared')} />}
          </Link>
        ))}
      </nav>
      <span className={css.viewTools}>
        {changed && mine && (
          <Button size="small" loading={keep.isPending} onClick={() => keep.mutate({ view: saved, definition: changed })}>
            {t('customer_list.view_keep')}
          </Button>
        )}
        {changed && (
          <Button size="small" icon={<Bookmark size={14} />} onClick={() => setAsking('new')}>
            {t('customer_list.view_keep_new')}
          </Button>
        )}
        {mine && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'rename', label: t('customer_list.view_rename'), onClick: () => setAsking('rename') },
                { key: 'remove', label: t('customer_list.view_remove'), danger: true, onClick: () => setAsking('remove') },
              ],
            }}
          >
            <Button size="small" type="text" icon={<EllipsisVertical size={16} />} aria-label={t('customer_list.view_menu', { name: saved.name })} />
          </Dropdown>
        )}
      </span>
      {asking === 'new' && changed && (
        <ViewDialog
          definition={changed}
          onClose={() => setAsking(null)}
          onDone={async (view) => {
            await refresh();
            setAsking(null);
            await show(view.id);
          }}
        />
      )}
      {asking === 'rename' && saved && (
        <ViewDialog
          saved={saved}
          definition={saved.definition}
          onClose={() => setAsking(null)}
          onDone={async () => {
            await refresh();
            setAsking(null);
          }}
        />
      )}
      {asking === 'remove' && saved && (
        <ConfirmDanger
          title={t('customer_list.view_remove_title', { name: saved.name })}
          action={t('customer_list.view_remove')}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            await removeSavedView(saved.id, saved.version);
            await show(null);
            await refresh();
          }}
        >
          <p>{t(saved.shared ? 'customer_list.view_remove_shared' : 'customer_list.view_remove_text')}</p>
        </ConfirmDanger>
      )}
    </div>
  );
}

function ViewDialog({ saved, definition, onClose, onDone }: { saved?: SavedView; definition: ViewDefinition; onClose: () => void; onDone: (view: SavedView) => Promise<void> }) {
  const t = useT();
  const [key] = useState(newKey);
  const form = useForm<{ name: string; shared: boolean }, SavedView>({
    initial: { name: saved?.name ?? '', shared: saved?.shared ?? false },
    version: saved?.version,
    submit: (values, version) =>
      saved ? changeSavedView(saved.id, values, version) : createSavedView({ list: 'customers', definition, ...values }, key),
    done: (view) => void onDone(view),
  });
  return (
    <Dialog title={t(saved ? 'customer_list.view_rename' : 'customer_list.view_keep_new')} onClose={onClose}>
      <FormFrame form={form} labels={{ '/name': t('customer_list.view_name') }} onCancel={onClose}>
        <FormItem label={t('customer_list.view_name')} id={form.inputId('/name')} error={form.errors['/name']} required>
          {(control) => <Input {...control} autoComplete="off" maxLength={40} value={form.values.name} onChange={(event) => form.set({ name: event.target.value })} />}
        </FormItem>
        <FormItem label={t('customer_list.view_share')} id={form.inputId('/shared')} hint={t('customer_list.view_share_hint')}>
          {(control) => <Switch id={control.id} checked={form.values.shared} onChange={(shared) => form.set({ shared })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
