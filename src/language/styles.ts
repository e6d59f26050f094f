/**
 * Style words: an open list, since an adjective is its own value. Each stands with the forms that mean the same;
 * regular comparatives ("sexier") are found by the reader. Adjectives that are not here are known by their part of
 * speech.
 */
const PLAIN = `
  casual, formal, modest, feminine, vintage, elegant, retro, professional, conservative, masculine, youthful, romantic,
  playful, bold, bohemian, gothic, sophisticated, provocative, traditional, modern, stylish, business, western, ethnic, asian,
  oriental, exotic, dramatic, mature, basic, unique, interesting, humorous, comfortable, delicate, wild, cool, beautiful,
  fashionable, athletic, serious, festive, artistic, complex, intricate, religious, political, evening, party, office,
  rugged, childish, adult, manly, skimpy, warm, covered, crazy, loud, stiff, sharp, soft, heavy, lightweight, structured,
  decorative, decorated, ornate, minimalist, minimal, clear, defined, subtle, neutral, earthy, cheerful, happy, patriotic,
  nautical, military, slinky, glamorous, luxurious, practical, workout, whimsical, animated, scary, nerdy, emo, wild,
  everyday, sexual, official, cultural, cartoonish, sleek, attractive, juvenile, adolescent, iconic, photographic, spiral,
  animalistic, musical, boldly, premium, royal, flattering, hypnotic, classic, complicated, kinky, weird, intimate,
  realistic, symbolic, sarcastic, offensive, appropriate, inappropriate, frumpy, expressive, outgoing, restrictive,
  angular, cocktail, bulky, tropical, simple, detailed, concealing, revealing, tacky, dainty, rustic, urban, contemporary,
  expensive, cheap, plush, cosy, cozy, warm, light-hearted, flashy, eye-catching, bland, boring, exciting, quirky, artsy,
  preppy, punk, chic, cute, fun, funny, flirty, girly, sexy, sporty, classy, fancy, dressy, edgy, trendy, summery, wintery,
  beachy, slutty, grungy, pretty, hippie, boho, rocker, hipster, goth, glam, conventional, ladylike, sensual, dynamic, sultry,
  peasant, outdoor, homely, eccentric, eclectic, hippy, nerdish, abstracted, spunky, classical, tailored, crisp, cohesive,
  symmetrical, asymmetrical, asymmetric, symmetric, uneven, stretchy, distressed, worn out, wrinkled, thick looking, organic, ordinary, elaborate`

export const STYLES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(PLAIN.split(',').map((word) => [word.trim(), ''])),
  'old fashioned': 'old-fashioned, old fashion',
  'office-y': 'officey, office like',
  revealing:
    'skin, exposing, exposes more skin, shows skin, skin showing, shows more skin, revealing skin, shows cleavage, show skin, show more skin',
  modest: 'coverage, covers more, covers up, covering, more covering',
  exposed: 'exposes, exposure',
  business: 'business like, businesslike',
  beach: 'beach wear, beachwear',
  comfortable: 'comfy',
  sexy: 'sexual looking, sexiest',
  casual: 'laid back, laid-back, casually',
  elegant: 'elegantly',
  fashionable: 'fashion, in fashion',
  summery: 'summer, summer like',
  maternity: '',
  wedding: 'bridal',
  natural: 'nature, nature like',
  boyish: '',
  conservative: 'conservatively',
}
