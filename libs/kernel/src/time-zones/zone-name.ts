/** Names that stand for a place which the IANA database calls differently today, by lower-cased name. */
const renamed = new Map(
  `Africa/Asmera Africa/Asmara;Africa/Timbuktu Africa/Bamako;America/Atka America/Adak
America/Buenos_Aires America/Argentina/Buenos_Aires;America/Catamarca America/Argentina/Catamarca
America/Coral_Harbour America/Atikokan;America/Cordoba America/Argentina/Cordoba;America/Fort_Wayne America/Indiana/Indianapolis
America/Godthab America/Nuuk;America/Indianapolis America/Indiana/Indianapolis;America/Jujuy America/Argentina/Jujuy
America/Knox_IN America/Indiana/Knox;America/Louisville America/Kentucky/Louisville;America/Mendoza America/Argentina/Mendoza
America/Virgin America/St_Thomas;Antarctica/South_Pole Antarctica/McMurdo;Asia/Ashkhabad Asia/Ashgabat
Asia/Calcutta Asia/Kolkata;Asia/Chungking Asia/Chongqing;Asia/Dacca Asia/Dhaka;Asia/Istanbul Europe/Istanbul
Asia/Katmandu Asia/Kathmandu;Asia/Macao Asia/Macau;Asia/Rangoon Asia/Yangon;Asia/Saigon Asia/Ho_Chi_Minh
Asia/Thimbu Asia/Thimphu;Asia/Ujung_Pandang Asia/Makassar;Asia/Ulan_Bator Asia/Ulaanbaatar
Atlantic/Faeroe Atlantic/Faroe;Australia/ACT Australia/Canberra;Australia/LHI Australia/Lord_Howe
Australia/NSW Australia/Sydney;Australia/North Australia/Darwin;Australia/Queensland Australia/Brisbane
Australia/South Australia/Adelaide;Australia/Tasmania Australia/Hobart;Australia/Victoria Australia/Melbourne
Australia/West Australia/Perth;Australia/Yancowinna Australia/Broken_Hill;Brazil/Acre America/Rio_Branco
Brazil/DeNoronha America/Noronha;Brazil/East America/Sao_Paulo;Brazil/West America/Manaus
Canada/Atlantic America/Halifax;Canada/Central America/Winnipeg;Canada/Eastern America/Toronto
Canada/Mountain America/Edmonton;Canada/Newfoundland America/St_Johns;Canada/Pacific America/Vancouver
Canada/Saskatchewan America/Regina;Canada/Yukon America/Whitehorse;Chile/Continental America/Santiago
Chile/EasterIsland Pacific/Easter;Cuba America/Havana;Egypt Africa/Cairo;Eire Europe/Dublin;Europe/Kiev Europe/Kyiv
Europe/Nicosia Asia/Nicosia;GB Europe/London
GB-Eire Europe/London;Hongkong Asia/Hong_Kong;Iceland Atlantic/Reykjavik;Iran Asia/Tehran;Israel Asia/Jerusalem
Jamaica America/Jamaica;Japan Asia/Tokyo;Kwajalein Pacific/Kwajalein;Libya Africa/Tripoli;Mexico/BajaNorte America/Tijuana
Mexico/BajaSur America/Mazatlan;Mexico/General America/Mexico_City;NZ Pacific/Auckland;NZ-CHAT Pacific/Chatham
Navajo America/Denver;PRC Asia/Shanghai;Pacific/Enderbury Pacific/Kanton;Pacific/Ponape Pacific/Pohnpei
Pacific/Samoa Pacific/Pago_Pago;Pacific/Truk Pacific/Chuuk;Poland Europe/Warsaw;Portugal Europe/Lisbon;ROC Asia/Taipei
ROK Asia/Seoul;Singapore Asia/Singapore;Turkey Europe/Istanbul;US/Alaska America/Anchorage;US/Aleutian America/Adak
US/Arizona America/Phoenix;US/Central America/Chicago;US/East-Indiana America/Indiana/Indianapolis
US/Eastern America/New_York;US/Hawaii Pacific/Honolulu;US/Indiana-Starke America/Indiana/Knox;US/Michigan America/Detroit
US/Mountain America/Denver;US/Pacific America/Los_Angeles;US/Samoa Pacific/Pago_Pago;W-SU Europe/Moscow`
    .split(/[;\n]/)
    .map((entry) => entry.split(' '))
    .map(([old = '', today = '']) => [old.toLowerCase(), today] as const),
);

const UNIVERSAL = /^(etc\/)?(utc|uct|universal|zulu|greenwich|gmt([+-]?0)?)$/i;
const FIXED = /^etc\/gmt([+-])(\d{1,2})$/i;

/** Returns what the IANA database calls this place today: `Asia/Kolkata` for `Asia/Calcutta`, any other name as it is. */
export const todaysZone = (timeZone: string): string => renamed.get(timeZone.toLowerCase()) ?? timeZone;

/**
 * Returns the name of a zone for people, with the city as it is called today: `America/Los Angeles` for `US/Pacific`.
 * `Etc/GMT-2` is `UTC+02:00`, because its sign is the opposite of what people write.
 */
export const zoneName = (timeZone: string): string => {
  if (UNIVERSAL.test(timeZone)) return 'UTC';
  const [, sign, hours] = FIXED.exec(timeZone) ?? [];
  if (hours !== undefined) return `UTC${sign === '-' ? '+' : '-'}${hours.padStart(2, '0')}:00`;
  return todaysZone(timeZone).replaceAll('_', ' ');
};
