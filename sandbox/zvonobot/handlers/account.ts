import { invalid } from '../../errors';
import { withBody, type Handlers } from '../../handlers/handler';
import { objectResponse, success } from '../answers';
import { pay } from '../billing';
import type { ZvonobotContext } from '../context';
import { moment } from '../present';
import { prices } from '../prices';
import { judge } from './phones';

export const accountHandlers: Handlers<ZvonobotContext> = {
	userInfo: ({ context }) => {
		const { store, surprises } = context;
		const { id, email, loggedAt, lastPayAt } = store.user;
		const balance = surprises.balance === 'text' ? store.balance.toFixed(2) : store.balance;
		return objectResponse(
			context,
			{
				id,
				balance,
				email,
				loggedAt: moment(context, 'user:loggedAt', loggedAt || null),
				lastPayAt: moment(context, 'user:lastPayAt', lastPayAt || null),
			},
			{ id, balance },
		);
	},

	getPhones: withBody<{ all?: boolean }, ZvonobotContext>(({ context, body }) =>
		success(context.store.phones.filter(({ overall }) => body.all === true || overall === 0)),
	),

	getTemplates: withBody<{ onlyModerated?: 0 | 1 | boolean }, ZvonobotContext>(
		({ context, body }) =>
			success(
				context.store.templates
					.filter(({ needModeration }) => !body.onlyModerated || needModeration === 0)
					.map(({ id, name, needModeration, moderatorComment }) => ({
						id,
						name,
						needModeration,
						moderatorComment,
					})),
			),
	),

	getAvailableLanguages: ({ context }) => success(context.store.languages.all()),

	postAvailableLanguages: ({ context }) => success(context.store.languages.all()),

	confirmPhone: withBody<{ phone: string; pin: string }, ZvonobotContext>(({ context, body }) => {
		const { store, clock } = context;
		const { phone, reason } = judge(context, body.phone);
		if (reason !== undefined) throw invalid('phone', reason);
		pay(context, prices.flashCall);
		const createdAt = clock.unixSeconds();
		store.flashCalls.push({ phone, pin: body.pin, createdAt });
		return success('done');
	}),
};
