import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, Input, Select, Switch } from 'antd';
import { Bookmark, EllipsisVertical } from 'lucide-react';
import { useState } from 'react';
import { newKey } from '@/api/http';
import type { Import } from '@/api/import';
import { changeImportTemplate, createImportTemplate, importTemplatesQuery, removeImportTemplate, type ImportTemplate } from '@/api/importTemplate';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm } from '@/shared/form/useForm';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { Dialog } from '@/shared/overlay/Dialog';
import css from './columns.module.css';

type Asking = 'new' | 'rename' | 'remove' | null;

interface Props {
  one: Import;
  /** Applies a template; null takes back the one that was applied. */
  onApply: (id: string | null) => void;
  /** Sends what waits: a template keeps what the server knows of the columns. */
  flush: () => Promise<boolean>;
}

/** The templates of imports: apply one, take it back, or keep these columns as one. */
export function Templates({ one, onApply, flush }: Props) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const templates = useQuery(importTemplatesQuery);
  const [asking, setAsking] = useState<Asking>(null);
  const { applied } = one;
  const known = templates.data?.items ?? [];
  const current = known.find((each) => each.id === applied?.id);
  const mine = current?.person.id === me.person.id;
  const options = known.map((each) => ({ value: each.id, label: each.person.id === me.person.id ? each.name : t('import.template_of', { name: each.name, person: each.person.name }) }));
  // One that was removed since is still what the columns follow.
  if (applied && !current) options.push({ value: applied.id, label: applied.name });
  const refresh = () => client.invalidateQueries({ queryKey: importTemplatesQuery.queryKey });
  const done = async () => {
    await refresh();
    setAsking(null);
  };
  const keepNew = async () => {
    if (await flush()) setAsking('new');
  };

  return (
    <div className={css.templates}>
      {(known.length > 0 || applied) && (
        <Select
          aria-label={t('import.template_apply')}
          placeholder={t('import.template_apply')}
          className={css.templateChoice}
          value={applied?.id ?? null}
          options={options}
          onChange={(id: string | null) => id && onApply(id)}
        />
      )}
      <Button icon={<Bookmark size={14} />} onClick={() => void keepNew()}>
        {t('import.template_keep')}
      </Button>
      {mine && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'rename', label: t('import.template_change'), onClick: () => setAsking('rename') },
              { key: 'remove', label: t('import.template_remove'), danger: true, onClick: () => setAsking('remove') },
            ],
          }}
        >
          <Button type="text" icon={<EllipsisVertical size={16} />} aria-label={t('import.template_menu', { name: current.name })} />
        </Dropdown>
      )}
      {applied && (
        <span role="status" className={css.templateTold}>
          {t(applied.by_itself ? 'import.template_by_itself' : 'import.template_applied', { name: current?.name ?? applied.name })}
          <Button type="link" size="small" onClick={() => onApply(null)}>
            {t('import.template_take_back')}
          </Button>
        </span>
      )}
      {asking === 'new' && <TemplateDialog importId={one.id} onClose={() => setAsking(null)} onDone={done} />}
      {asking === 'rename' && current && <TemplateDialog saved={current} importId={one.id} onClose={() => setAsking(null)} onDone={done} />}
      {asking === 'remove' && current && (
        <ConfirmDanger
          title={t('import.template_remove_title', { name: current.name })}
          action={t('import.template_remove')}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            await removeImportTemplate(current.id, current.version);
            await refresh();
          }}
        >
          <p>{t(current.shared ? 'import.template_remove_shared' : 'import.template_remove_text')}</p>
        </ConfirmDanger>
      )}
    </div>
  );
}

function TemplateDialog({ saved, importId, onClose, onDone }: { saved?: ImportTemplate; importId: string; onClose: () => void; onDone: () => Promise<void> }) {
  const t = useT();
  const [key] = useState(newKey);
  const form = useForm<{ name: string; shared: boolean }, ImportTemplate>({
    initial: { name: saved?.name ?? '', shared: saved?.shared ?? false },
    version: saved?.version,
    submit: (values, version) => (saved ? changeImportTemplate(saved.id, values, version) : createImportTemplate({ import_id: importId, ...values }, key)),
    done: () => void onDone(),
  });
  return (
    <Dialog title={t(saved ? 'import.template_change' : 'import.template_keep')} onClose={onClose}>
      <FormFrame form={form} labels={{ '/name': t('import.template_name') }} onCancel={onClose}>
        <FormItem label={t('import.template_name')} id={form.inputId('/name')} error={form.errors['/name']} hint={t('import.template_name_hint')} required>
          {(control) => <Input {...control} autoComplete="off" maxLength={40} value={form.values.name} onChange={(event) => form.set({ name: event.target.value })} />}
        </FormItem>
        <FormItem label={t('import.template_share')} id={form.inputId('/shared')} hint={t('import.template_share_hint')}>
          {(control) => <Switch id={control.id} checked={form.values.shared} onChange={(shared) => form.set({ shared })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
