import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { createRobot, FORMATS, robotsQuery, switchRobot, testRobot, type Robot } from '@/api/noticeSetting';
import { departmentsQuery } from '@/api/organisation';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm } from '@/shared/form/useForm';
import { QueryGate } from '@/shared/layout/states';
import { Dialog } from '@/shared/overlay/Dialog';
import { noticeError, noticeInfo } from '@/shared/overlay/notice';
import css from './inbox.module.css';

/** The chat robots, each with a test and a switch. */
export function RobotList() {
  const t = useT();
  const query = useQuery(robotsQuery);
  const [adding, setAdding] = useState(false);
  return (
    <>
      <QueryGate query={query}>
        {({ items }) => (
          <>
            {items.length === 0 && <p className={css.soft}>{t('inbox.robots_none')}</p>}
            {items.map((robot) => (
              <RobotLine key={robot.id} robot={robot} />
            ))}
          </>
        )}
      </QueryGate>
      <Button icon={<Plus size={16} />} onClick={() => setAdding(true)}>
        {t('inbox.robot_add')}
      </Button>
      {adding && <NewRobot onClose={() => setAdding(false)} />}
    </>
  );
}

function RobotLine({ robot }: { robot: Robot }) {
  const t = useT();
  const client = useQueryClient();
  const changed = () => client.invalidateQueries({ queryKey: robotsQuery.queryKey });
  const change = useMutation({ mutationFn: () => switchRobot(robot, !robot.active), onSuccess: changed, onError: noticeError });
  const test = useMutation({ mutationFn: () => testRobot(robot.id), onSuccess: () => noticeInfo(t('inbox.testing')), onError: noticeError });
  return (
    <div className={css.row}>
      <strong>{robot.name}</strong>
      <span className={css.soft}>
        {t(`inbox.format_${robot.format as (typeof FORMATS)[number]}`)} · {robot.host} · {robot.department?.name ?? t('inbox.everybody')}
        {!robot.active && ` · ${t('inbox.robot_is_off')}`}
      </span>
      {robot.active && (
        <Button size="small" loading={test.isPending} onClick={() => test.mutate()}>
          {t('inbox.test_robot')}
        </Button>
      )}
      <Button size="small" loading={change.isPending} onClick={() => change.mutate()}>
        {t(robot.active ? 'inbox.robot_off' : 'inbox.robot_on')}
      </Button>
    </div>
  );
}

function NewRobot({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const departments = useQuery(departmentsQuery);
  const [once] = useState(() => crypto.randomUUID());
  const form = useForm({
    initial: { name: '', format: 'wecom', url: '', secret: '', department_id: null as string | null },
    submit: (draft) => createRobot({ ...draft, secret: draft.secret || null }, once),
    done: () => {
      void client.invalidateQueries({ queryKey: robotsQuery.queryKey });
      onClose();
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = {
    '/name': t('inbox.robot_name'),
    '/format': t('inbox.robot_format'),
    '/url': t('inbox.robot_url'),
    '/secret': t('inbox.robot_secret'),
    '/department_id': t('inbox.robot_department'),
  };
  return (
    <Dialog title={t('inbox.robot_add')} onClose={onClose}>
      <FormFrame form={form} labels={labels}>
        <FormItem label={labels['/name']} id={inputId('/name')} error={errors['/name']} required>
          {(control) => <Input {...control} maxLength={60} value={values.name} onChange={(event) => set({ name: event.target.value })} />}
        </FormItem>
        <FormItem label={labels['/format']} id={inputId('/format')} error={errors['/format']} required>
          {(control) => <Select {...control} value={values.format} options={FORMATS.map((one) => ({ value: one, label: t(`inbox.format_${one}`) }))} onChange={(format) => set({ format })} />}
        </FormItem>
        <FormItem label={labels['/url']} id={inputId('/url')} error={errors['/url']} required>
          {(control) => <Input {...control} maxLength={1000} autoComplete="off" value={values.url} onChange={(event) => set({ url: event.target.value })} />}
        </FormItem>
        {values.format !== 'wecom' && (
          <FormItem label={labels['/secret']} id={inputId('/secret')} error={errors['/secret']} required>
            {(control) => <Input.Password {...control} maxLength={1000} autoComplete="new-password" value={values.secret} onChange={(event) => set({ secret: event.target.value })} />}
          </FormItem>
        )}
        <FormItem label={labels['/department_id']} id={inputId('/department_id')} error={errors['/department_id']}>
          {(control) => (
            <Select
              {...control}
              value={values.department_id ?? ''}
              options={[{ value: '', label: t('inbox.everybody') }, ...(departments.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))]}
              onChange={(id) => set({ department_id: id || null })}
            />
          )}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
