/** A tariff plan as `GET /tariffs` shows it; prices in tenge. */
export interface Tariff {
	name: TariffName;
	threshold: number;
	call_price: number;
	sms_price: number;
	synthesis_price: number;
	speech_price: number;
	recording_price: number;
}

export type TariffName = 'BRONZE' | 'SILVER' | 'GOLD';

/** The plans with the prices of the contract's own example. */
export const tariffs: Record<TariffName, Tariff> = {
	BRONZE: {
		name: 'BRONZE',
		threshold: 0,
		call_price: 3.5,
		sms_price: 18,
		synthesis_price: 2,
		speech_price: 2,
		recording_price: 1,
	},
	SILVER: {
		name: 'SILVER',
		threshold: 50000,
		call_price: 2.8,
		sms_price: 16,
		synthesis_price: 1.8,
		speech_price: 1.8,
		recording_price: 0.8,
	},
	GOLD: {
		name: 'GOLD',
		threshold: 200000,
		call_price: 2.2,
		sms_price: 14,
		synthesis_price: 1.5,
		speech_price: 1.5,
		recording_price: 0.5,
	},
};

/** How many caller IDs a plan may rent (POST /caller-ids). */
export const callerIdRentals: Record<TariffName, number> = { BRONZE: 0, SILVER: 1, GOLD: 2 };

/** Tenge for a caller ID and month; the contract names no figure. */
export const callerIdRentPrice = 5000;

/** Tenge for one flash call; the contract names no figure. */
export const flashCallPrice = 10;

/** Seconds that an interactive call lasts at most; the contract names no figure. */
export const interactiveCallSeconds = 30;

/** An amount rounded to whole tiyn. */
export function roundMoney(amount: number): number {
	return Math.round((amount + Number.EPSILON) * 100) / 100;
}
