/** The account with which a person signs in to an n8n on this machine. */
export const OWNER = {
	email: 'owner@example.com',
	password: 'AutoCall-2026',
	firstName: 'AutoCall',
	lastName: 'Developer',
};
