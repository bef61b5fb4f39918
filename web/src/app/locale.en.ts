import locale from 'antd/es/locale/en_US';
import dayjs from 'dayjs';

dayjs.locale('en');

export default locale;
