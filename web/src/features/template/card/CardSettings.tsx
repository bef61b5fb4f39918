import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { Settings2 } from 'lucide-react';
import { useState } from 'react';
import { changeTemplate, templateQuery, type Template } from '@/api/template';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';

/** Name of an own card, and whether it is offered. */
export function CardSettings({ card }: { card: Template }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Settings2 size={16} />} onClick={() => setOpen(true)}>
        {t('template.settings')}
      </Button>
      {open && <Settings card={card} onClose={() => setOpen(false)} />}
    </>
  );
}

function Settings({ card, onClose }: { card: Template; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const initial = { zh: card.label.zh, en: card.label.en, active: card.active };
  const form = useForm({
    initial,
    version: card.version,
    check: (values: typeof initial): FieldErrors => (values.zh.trim() ? {} : { '/zh': t('account.please_fill') }),
    rename: (pointer) => ({ '/label/zh': '/zh', '/label/en': '/en' })[pointer] ?? pointer,
    submit: ({ zh, en, active }, version) => changeTemplate(card.code, { department_id: card.level_id, label: { zh, en }, active }, version),
    done: () => {
      void client.invalidateQueries({ queryKey: ['card-templates'] });
      onClose();
    },
    reload: async () => {
      const now = await client.query({ ...templateQuery(card.code, card.level_id ?? 'company'), staleTime: 0 });
      return { values: { zh: now.label.zh, en: now.label.en, active: now.active }, version: now.version };
    },
  });
  const labels = { '/zh': t('template.name_zh'), '/en': t('template.name_en'), '/active': t('template.active') };
  return (
    <Dialog title={t('template.settings')} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} onCancel={onClose} conflictFields={[{ label: labels['/zh'], read: (one) => one.zh }]}>
        <FormItem label={labels['/zh']} id={form.inputId('/zh')} error={form.errors['/zh']} required>
          {(control) => <Input {...control} autoComplete="off" value={form.values.zh} onChange={(event) => form.set({ zh: event.target.value })} />}
        </FormItem>
        <FormItem label={labels['/en']} id={form.inputId('/en')} error={form.errors['/en']} hint={t('template.en_hint')}>
          {(control) => <Input {...control} autoComplete="off" value={form.values.en} onChange={(event) => form.set({ en: event.target.value })} />}
        </FormItem>
        <FormItem label={labels['/active']} id={form.inputId('/active')} error={form.errors['/active']} group hint={t('template.active_hint')}>
          {() => (
            <Checkbox checked={form.values.active} onChange={(event) => form.set({ active: event.target.checked })}>
              {t('common.active')}
            </Checkbox>
          )}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
