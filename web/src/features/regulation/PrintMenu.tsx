import { Button } from 'antd';
import { FileDown, Printer } from 'lucide-react';
import { download, fileUrl } from '@/api/http';
import { useI18n } from '@/i18n';
import { noticeError } from '@/shared/overlay/notice';

/** For paper: in a tab of its own, or as a document for Word. */
export function PrintMenu({ id }: { id: string }) {
  const { t, locale } = useI18n();
  return (
    <>
      <Button icon={<Printer size={16} aria-hidden />} href={fileUrl(`/policy/versions/${id}/book.html`, { language: locale })} target="_blank">
        {t('regulation.print')}
      </Button>
      <Button
        icon={<FileDown size={16} aria-hidden />}
        onClick={() => void download(`/policy/versions/${id}/book.docx`, `${t('regulation.title')}.docx`, { language: locale }).catch(noticeError)}
      >
        {t('regulation.word')}
      </Button>
    </>
  );
}
