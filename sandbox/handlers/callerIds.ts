import { availableAmount, withdraw } from '../billing';
import { formatDateTime } from '../clock';
import { HttpError, invalid, notFound, paymentRequired } from '../errors';
import { callerIdRentals, callerIdRentPrice } from '../prices';
import { isRented } from './autocallPlan';
import { created, ok, rowOf, withBody, type Handlers } from './handler';

export const callerIdHandlers: Handlers = {
	'get-caller-ids': ({ context }) => {
		const { store } = context;
		return ok({
			data: store.callerIds
				.filter((callerId) => isRented(context, callerId))
				.map(({ id, provider, number, rented_until }) => ({ id, provider, number, rented_until })),
			max_caller_id_rentals: callerIdRentals[store.tariff],
			caller_id_rent_price: callerIdRentPrice,
		});
	},

	'post-caller-ids': withBody<{ caller_id_id: number }>(({ context, body }) => {
		const { store, clock } = context;
		const callerId = store.callerIds.get(body.caller_id_id);
		if (!callerId) throw invalid('caller_id_id', 'Номер не найден.');
		const limit = callerIdRentals[store.tariff];
		if (limit === 0) {
			throw new HttpError(403, { message: 'Ваш тариф не поддерживает аренду номеров.' });
		}
		const rented = store.callerIds.filter((row) => isRented(context, row));
		if (callerId.holder === 'somebody else' || rented.includes(callerId)) {
			throw new HttpError(409, { message: 'Номер уже занят.' });
		}
		if (rented.length >= limit) {
			throw new HttpError(403, { message: 'Достигнут лимит арендованных номеров.' });
		}
		if (availableAmount(store) < callerIdRentPrice) throw paymentRequired();
		withdraw(context, callerIdRentPrice, `Аренда номера ${callerId.number}`);
		callerId.holder = 'account';
		callerId.rented_until = formatDateTime(clock.current().plus({ months: 1 }));
		callerId.expiryAnnounced = false;
		return created({
			message: 'Номер успешно арендован.',
			number: callerId.number,
			rented_until: callerId.rented_until,
		});
	}),

	'delete-caller-ids-id': (call) => {
		const { context } = call;
		const callerId = rowOf(context.store.callerIds, call);
		if (!isRented(context, callerId)) throw notFound();
		callerId.holder = 'nobody';
		callerId.rented_until = null;
		return ok({ message: 'Номер успешно освобождён.' });
	},
};
