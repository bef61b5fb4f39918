import { Button } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { downloadRejects, type Import } from '@/api/import';
import { useT } from '@/i18n';
import { noticeError } from '@/shared/overlay/notice';

/** The rows that were not or will not be written, with the reasons, as a workbook to mend and import again. */
export function RejectsButton({ one }: { one: Import }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      await downloadRejects(one.id, t('import.rejects_name', { file: one.file.name.replace(/\.[^.]+$/, '') }));
    } catch (failure) {
      noticeError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={<Download size={16} />} loading={busy} onClick={() => void run()}>
      {t('import.rejects')}
    </Button>
  );
}
