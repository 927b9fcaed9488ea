import { HttpError } from '../errors';
import { tariffs } from '../prices';
import { ok, withBody, type Handlers } from './handler';

const opens = '09:00:00';
const closes = '21:30:00';

export const publicHandlers: Handlers = {
	getTariffs: () =>
		ok({
			currency: 'KZT',
			note: 'Цены за единицу: звонок (секунда тарификации), SMS (1 сообщение).',
			tariffs: Object.values(tariffs),
		}),

	sendTestCall: withBody<{ phone: string }>(({ context, body: { phone } }) => {
		const { store, clock } = context;
		if (store.blockedNumbers.has(phone)) {
			throw new HttpError(403, { message: 'Номер в чёрном списке.' });
		}
		const time = clock.timeOfDay();
		if (time < opens || time > closes) {
			throw new HttpError(422, {
				message: 'Тестовые звонки доступны с 09:00 до 21:30 по Алматы.',
			});
		}
		const number = `+7${phone}`;
		const today = clock.today();
		const already = store.testCalls.find(
			(row) => row.number === number && row.created_at.startsWith(today),
		);
		if (already) {
			throw new HttpError(429, { message: 'Этот номер уже получил тестовый звонок сегодня.' });
		}
		store.testCalls.add({ number, created_at: clock.timestamp() });
		return ok({
			message: `Тестовый звонок отправлен на номер ${number}. Ожидайте звонка в течение 1–2 минут.`,
			number,
		});
	}),
};
