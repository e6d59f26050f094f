/** What shoppers ask for, by attribute and value. A word beyond the vocabulary stands with its nearest value. */

/** Things a garment can have: the colours said before them are their own. */
export const THINGS = {
  pattern: {
    striped:
      'stripes, stripe, strips, strip, striping, lines, line, pinstripes, pinstripe, pin stripes, chevrons, zigzags, bars, bands, bands of color, striped design, striped designs, stripe design',
    dotted:
      'dots, dot, polka dots, polka dot, polkadots, polka-dots, spots, polka dot design, polka dot designs, dot design, dotted design',
    checked:
      'checks, squares, checker pattern, check pattern, plaids, boxes, checked boxes, diamonds, diamond shapes, plaid design, plaid designs, checkered design, checked design, check design, checkered designs',
    floral:
      'flowers, flower, roses, leaves, leaf, blossoms, daisies, sunflowers, floral accents, rose print, hibiscus, palm trees, plants, floral design, floral designs, flower design',
    animal:
      'leopard spots, zebra stripes, tiger stripes, leopards, tigers, zebras, cheetah design, cheetah designs, leopard design, leopard designs, animal design, animal designs',
    graphic: `
      graphic, graphics, graphic design, graphic designs, abstract design, geometric design, logo, logos, letters, letter, lettering, letterings, writing, writings, written word, words, word, text, texts, wording,
      wordings, image, images, imagery, picture, pictures, photo, photos, photograph, emblem, emblems, design, designs, slogan, slogans,
      skull, skulls, skeleton, artwork, art work, art, cartoon, cartoons, character, characters, saying, sayings, number, numbers, symbol, symbols,
      star, stars, heart, hearts, motif, motifs, patch, patches, face, faces, caption, font, fonts, quote, quotes, badge, decal, decals, phrase,
      phrases, message, drawing, drawings, illustration, flag, american flag, label, figure, figures, icon, icons, silhouette of, imprint,
      cross, crosses, peace sign, sign, tattoo design, name, brand name, band name, band, screen print, cover art, outline, outlines, poster,
      man, woman, person, people, dog, dogs, cat, cats, kitten, puppy, bird, birds, eagle, owl, wolf, wolves, lion, tiger face, bear, horse,
      horses, cow, fish, shark, turtle, turtles, sea turtles, fox, monkey, dragon, dinosaur, elephant, panda, moose, deer, butterfly,
      butterflies, mouse, frog, bat, snake face, penguin, spider, robot, alien, zombie, zombies, monster, monsters, ninja, pirate, superhero, superman,
      batman, spiderman, mickey mouse, hello kitty, snoopy, star wars, star trek, guitar, car, cars, truck, bike, bicycle, motorbike, motorcycle,
      train set, gun, boat, sailboat, boats, castle, helmet, sword, knife, pizza, burger, beer, banana, octopus, whale, crab, lobster, scorpion, goat, sheep, pig, chicken, rooster, duck, swan, bee, dragonfly, pineapple, pineapples, cherries, strawberries, camera, cassette, map, globe, skyline, bridge, waves, sunset, surfer, skateboard, soldier, warrior, samurai, knight, cowboy, santa, vampire, werewolf, ghost, pumpkin, witch, wizard, equation, puzzle, dice, pokemon, mario, minion, ninja turtles, scooby doo, simpsons, robots, band photo, album cover, movie poster, painting, paintings, portrait, profile, joke, caricature, comic, comic book, circle, circles, triangle, triangles, rectangle, rectangles, swirl design, animals, snake, snakes, bunny, bunnies, rabbit, dinosaurs, dragons, giraffe, giraffes, parrot, parrots, bears, foxes, owls, fishes, sharks, elephants, monkeys, seahorse, seahorses, bug, bugs, baby, princess, balloon, balloons, airplane, airplanes, plane, planes, trains, bulb, scissors, dagger, smile, boombox, tree, trees, mountain, moon, sun, planet, rocket, smiley face, smiley, clown, devil, angel, wings, crown, anchor, ship,
      eyes, hand, hands, head, lips, mustache, sunglasses, glasses, bones, flames, feathers print, shamrock, clover, mask, scene, scenery,
      band logo, team logo, rainbow on it, cartoon character, images of, paint splatter`,
    'colour-block': 'blocks, color blocks, colour blocks',
    lace: 'lace trim, lace detail, lace details, lace overlay, lace panel, lace panels, lace back, lace top, lace sleeves detail, lace bolero',
  },
  detail: {
    belt: 'belt, belts, sash, waistband, waist band, waist belt, waist tie, tie at the waist, tie on the waist, tie around the waist, waist sash, empire belt, buckle, drawstring, waist string, tie belt, rope belt',
    buttons: 'buttons, button, toggles, row of buttons, snaps, snap buttons, press studs',
    ruffles:
      'ruffles, ruffle, frills, frill, flounce, flounces, pleats, pleat, tiers, layers, layer, gathers, ruching, ruffled hem, ruffled bottom',
    bow: 'bow, bows, ribbon, ribbons, knot, knots, bow tie, neck tie, front tie, tie in front, tie in the front, tie neck, tie',
    pockets: 'pockets, pocket',
    hood: 'hood, hoods, hoodie hood',
    zip: 'zip, zipper, zippers, zips, front zip, zip front, front zipper',
    trim: 'trim, trims, trim on the edges, piping, edging, edges, border, borders, contrast trim, contrasting trim, trimming, trimmings, lining, fringe, fringes, tassels, tassles, tassel, feathers, stitching, outline trim',
    embellishment:
      'embellishment, embellishments, sequins, sequin, sequence, sequines, beads, beading, beadwork, bead work, rhinestones, jewels, jewel, stones, sparkles, sparkle, more sparkle, glitter, studs, crystals, gems, gem, embroidery, bling, brooch, applique, appliques, rivets, diamonds stones, pearls, sparkly gems, jewelry, jewelled detail',
  },
  neckline: {
    collar:
      'collar, collars, shirt collar, polo collar, pointed collar, lapel, lapels, peter pan collar, folded collar, button down collar, v collar, square collar',
  },
  sleeve: {
    straps:
      'straps, strap, shorter straps, longer straps, narrower straps, wider straps, skinny straps, skinnier straps, slimmer straps, bigger straps, smaller straps, spaghetti straps, spaghetti strap, spagetti straps, thin straps, thin strap, shoulder straps, thick straps, thick strap, wide straps, wide strap, thinner straps, thicker straps, wider straps, narrow straps, narrower straps, cross straps, criss cross straps, two straps, double straps, strap sleeves',
  },
} as const

export const VALUES = {
  colour: {
    black: 'black, blacks, jet black, ebony, blk, blacker, blackish, midnight black, dark black',
    white:
      'white, whites, off white, off-white, ivory, snow white, whiter, whitish, eggshell, bone, winter white, egg white, pearl white',
    grey: 'grey, gray, charcoal, greyish, grayish, greyer, grayer, slate, heather grey, heather gray, heathered grey, ash, gunmetal, graphite, salt and pepper, light black',
    silver: 'silver, silvery, metallic silver, metallic grey, metallic gray',
    red: 'red, reds, crimson, scarlet, ruby, cherry, reddish, redder, cherry red, brick red, brick, blood red, tomato red, fire red',
    burgundy:
      'burgundy, maroon, wine, wine red, wine colored, wine coloured, oxblood, bordeaux, merlot, marsala, cranberry, dark cherry, garnet',
    orange:
      'orange, coral, rust, peach, apricot, tangerine, rust colored, rust coloured, orangish, burnt orange, terracotta, terra cotta, melon, copper colored',
    yellow: 'yellow, lemon, mustard, yellower, yellowish, canary, lemon yellow, mustard yellow',
    gold: 'gold, golden, metallic gold, bronze gold',
    green:
      'green, greens, mint, lime, emerald, greener, greenish, kelly green, forest green, neon green, lime green, mint green, sage, sage green, seafoam, sea green, emerald green, jade, moss green, bottle green, hunter green, chartreuse',
    olive: 'olive, khaki, khakhi, olive green, army green, khaki green, military green, olive drab',
    teal: 'teal, turquoise, aqua, cyan, blue green, blue-green, aqua blue, aquamarine, teal green, teal blue, turquoise blue',
    blue: 'blue, blu, blues, bluish, blueish, bluer, royal blue, sky blue, baby blue, cobalt, cobalt blue, denim blue, electric blue, powder blue, sea blue, ocean blue, periwinkle, cornflower, sapphire, steel blue, azure, cerulean, robin egg blue',
    navy: 'navy, navy blue, midnight blue, midnight, dark navy, marine blue, ink blue',
    purple:
      'purple, purples, violet, lavender, lilac, plum, magenta, indigo, mauve, eggplant, aubergine, purplish, orchid, grape, amethyst',
    pink: 'pink, pinks, hot pink, rose pink, fuchsia, fuschia, fushia, salmon, blush, pinkish, pinker, dusty pink, bubblegum pink, rose colored, rose, dusty rose, magenta pink',
    brown:
      'brown, browns, chocolate, coffee, copper, bronze, brownish, browner, rust brown, chestnut, mocha, cocoa, caramel, cognac',
    beige:
      'beige, tan, tans, cream, nude, camel, sand, taupe, champagne, cream colored, cream coloured, tan colored, ecru, skin colored, flesh colored, nude colored, skin tone, oatmeal, buff, fawn',
    multicolour:
      'multicolour, more color in design, more colour in design, more color in the design, more colour in the design, multicolour, multicolor, multi color, multi colour, multi-color, multi-colour, multicolored, multicoloured, multi colored, multi coloured, multi-colored, multi-coloured, rainbow, rainbow colored, rainbow coloured, colorful, colourful, many colors, many colours, mixed colors, mix of colors, mix color, various colors, different colors, multiple colors, several colors, variety of colors, multitude of colors, lots of colors, three colors, tie dye, tie-dye, tie dyed, tie-dyed, tye dye, tye dyed, multi, ombre, gradient, psychedelic, more than one color, color variety',
  },
  pattern: {
    solid:
      'solid, plain, plainer, simplify, simplify it, less busy, solid color, solid colour, solid colored, solid coloured, single color, single colour, single colored, one color, one colour, one plain colour, monochrome, monochromatic, monotone, all one color, unpatterned, solid pattern, sold color, sold colour, sold colored, plain pattern, plain design, all the same color',
    striped:
      'striped, stripey, stripy, stripier, stripped, pinstriped, pin striped, chevron, zigzag, zig zag, zig-zag, candy striped, horizontally striped, vertically striped, stripe pattern, striped pattern',
    dotted:
      'dotted, polka-dot, polka dotted, polka-dotted, spotted, polka, dotty, polka dot print, polka dot pattern, dot pattern, dot print, pin dot',
    checked:
      'checked, checkered, chequered, plaid, gingham, tartan, checker, check, houndstooth, argyle, flannel, buffalo plaid, plaid pattern, plaid print, checkerboard, checky, windowpane, madras',
    floral:
      'floral, flowery, flowered, floral print, floral pattern, floral patterned, floral prints, flower print, flower pattern, flower prints, hawaiian, paisley, hawaiian print, hawaiian pattern, tropical print, tropical pattern, floral printed, floral patterns, botanical, leafy, ditsy, ditsy print, leaf print, leaf pattern, paisley print',
    animal:
      'animal print, animal prints, animal pattern, leopard, leopard print, leopard pattern, zebra, zebra print, snake print, snakeskin, snake skin, cheetah, cheetah print, cheetah prints, tiger print, camo, camouflage, crocodile print, giraffe print, animal-print',
    graphic:
      'graphic print, graphic prints, graphical, logo print, abstract, abstract print, abstract pattern, tribal, tribal print, tribal pattern, aztec, aztec print, geometric, geometric print, geometric pattern, geometrical, swirl, swirls, swirl pattern, photo print, printed image, printed logo',
    'colour-block':
      'color block, colour block, color-block, colour-block, color blocked, colour blocked, color blocking, colorblock, colourblock, colorblocked, two tone, two-tone, two toned, two-toned, color-blocked, half and half, two colors, two colours, two color, two colour, two colored, two coloured, two-colored, two-coloured, two tones, 2 colors',
    lace: 'lace, lacy, lacey, lacier, laced, crochet, crocheted, eyelet, lace print, lace pattern, lace design, lace material, lacework, doily',
  },
  sleeve: {
    strapless:
      'strapless, tube top, tube dress, tube, bandeau, no straps, no strap, without straps, without any straps, tube style, bandeau style',
    straps: 'strappy, strappier, spaghetti, cami, camisole, strapped',
    sleeveless:
      'sleeveless, sleeveles, sleevless, sleveless, sleaveless, sleevelss, tank, tank top, tank tops, tank-top, tank style, tanktop, muscle shirt, muscle tee, racerback, racer back, racer-back, beater, bare arms',
    cap: 'cap sleeves, cap sleeve, cap sleeved, cap-sleeved, cap-sleeve, capped sleeves, capped sleeve, flutter sleeves, flutter sleeve, fluttery sleeves, very short sleeves, tiny sleeves',
    short:
      'short sleeves, short sleeve, short sleeved, short-sleeved, short-sleeve, short sleeveed, shortsleeve, shortsleeved, t-shirt sleeves, t shirt sleeves, short sleaves, sort sleeves, sort sleeve, sort sleeved, shot sleeves, shot sleeve, shot sleeved, short arms',
    elbow:
      'elbow sleeves, elbow sleeve, 1/2 length sleeves, half length sleeves, 1/2 sleeves, elbow length, elbow-length, half sleeves, half sleeve, half sleeved, half-sleeved, mid sleeves, mid length sleeves, medium sleeves, mid-length sleeves, sleeves to the elbow, sleeves to the elbows, sleeves down to the elbow, sleeves down to the elbows, down to the elbow, until the elbow, until the elbows, up to the elbow, to the elbow, to the elbows, elbow length sleeves, elbow length sleeve, elbow-length sleeves, medium length sleeves',
    'three-quarter':
      'three quarter sleeves, three-quarter sleeves, 3/4 sleeves, 3/4 sleeve, 3/4 sleeved, three quarter sleeve, three quarter sleeved, quarter sleeves, quarter sleeve, quarter length sleeves, 3/4 length, 3/4 length sleeves, 3/4 length sleeve, three quarter length, three quarter length sleeves, three-quarter length sleeves, three quarter, three-quarter, three fourths sleeves, 3/4, bracelet sleeves, 3 quarter sleeves, quarter length',
    long: 'long sleeves, long sleeve, long sleeved, long-sleeved, long-sleeve, full sleeves, full sleeve, full sleeved, full length sleeves, full-length sleeves, longsleeve, longsleeves, longsleeved, long sleves, wrist length sleeves, sleeves down to the wrist, sleeves down to the wrists, sleeves to the wrist, sleeves to the wrists, long sleaves, log sleeves, log sleeve, long arms',
  },
  neckline: {
    crew: 'crew neck, crewneck, crew-neck, crew neckline, crew, round neck, round-neck, rounded neck, round neckline, round collar, rounded collar, rounded neckline, round necked, rounder neckline, rounder neck, circular neckline, circle neck, regular neck, round shaped neck, circular neck',
    v: `v, v neck, v-neck, vneck, v necks, vee neck, v neckline, v-neckline, v cut, v-cut, v shape neck, v shape, v-shape, v shaped, v-shaped, v necked, v-necked, v shaped neck, v-shaped neck, v shaped neckline, v-shaped neckline,
      v neck line, plunging neckline, plunging neck, plunging neck line, plunge neckline, deep v, deep v neck, deep v-neck, low v neck, plunging, plunge, sweetheart neckline, sweetheart, sweetheart neck`,
    scoop:
      'scoop neck, scoop neckline, scoop, scooped neck, scooped neckline, scoop-neck, scoopneck, u neck, u-neck, scooped, oval neck, oval neckline, u shaped neck, scoop neck collar, large round neck, wide round neck, scoop necked, scoop collar, curved neck, scooping neckline',
    boat: 'boat neck, boat-neck, boat neckline, boatneck, bateau, bateau neckline, bateau neck, wide neck, wide neckline, wide boat neckline, wider neck, wider neckline, straight neckline, boat collar',
    square:
      'square neck, square neckline, square-neck, squared neckline, square necked, squared neck, square shaped neck, rectangular neck, square shaped neckline, square cut neck',
    halter:
      'halter, halter neck, halter top, halter neckline, halter style, haltered, halter-neck, halter straps, halter strap, haltertop, halter dress, halter-top, haltar',
    'off-shoulder':
      'off shoulder, off the shoulder, off-shoulder, off-the-shoulder, off the shoulders, off shoulders, open shoulders, cold shoulder, cold shoulders, one shoulder, one-shoulder, one shouldered, one-shouldered, one strapped, one-strapped, single strapped, off one shoulder, bare shoulder, bare shoulders, open shoulder, single shoulder, one strap, one shoulder strap, single strap, single shoulder strap, off shoulder sleeves, off shoulder sleeve, shoulderless, one sided strap, asymmetrical neckline, asymmetric neckline, exposed shoulders, shows shoulders, cutout shoulders, one sleeve, one-sleeved, 1 sleeve, shoulder cutouts',
    high: 'high neck, high-neck, high neckline, turtleneck, turtle neck, turtle necked, mock neck, high collar, high necked, high-necked, cowl neck, cowl, cow neck, cowl neckline, funnel neck, mandarin collar, choker neck, choker neckline, polo neck, high neck line, stand up collar',
    collar: 'collared, polo, polos, polo style, polo shirt, polo-shirt, rugby shirt, lapelled',
  },
  length: {
    cropped:
      'cropped, crop, crop top, croptop, crop-top, midriff, belly shirt, bare midriff, shows belly, above the waist, shows midriff, exposed midriff, shows stomach, belly top',
    hip: 'hip length, hip-length, waist length, waist-length, down to the hip, down to the hips, to the hips, to the waist',
    mini: 'mini, mini dress, mini skirt, miniskirt, minidress, mini length, thigh length, thigh-length, mid thigh, mid-thigh, above the knee, above knee, above knees, above the knees, above knee length, above-the-knee, above-knee, tunic length, upper thigh, tunic-length',
    knee: 'knee length, knee-length, kneelength, knee high, to the knee, to the knees, at the knee, at the knees, down to the knee, down to the knees, knees length, to knees',
    midi: 'midi, midi length, midi dress, mid length, mid-length, calf length, calf-length, tea length, below the knee, below knee, below the knees, below-the-knee, medium length, mid calf, mid-calf, mid calf length, to the calf',
    maxi: 'maxi, maxi dress, maxi skirt, maxi length, maxi-length, floor length, floor-length, floorlength, floor long, full length, full-length, ankle length, ankle-length, to the floor, at the ankle, at the ankles, at the floor, down to the ankle, down to the ankles, down to the floor, to the ankle, to the ankles, to the ground, gown, ball gown, ballgown, evening gown',
  },
  fit: {
    tight:
      'tight, fitted, tight fitting, tight-fitting, form fitting, form-fitting, formfitting, form fitted, form-fitted, figure hugging, figure-hugging, figure fitting, form hugging, bodycon, body con, slim fit, slim-fit, slim, skin tight, skin-tight, body hugging, body-hugging, snug, close fitting, close-fitting, clingy, fitting, skinny, fits tightly, fits firmly, body fitting, hugs the body, close to the body, slim fitting',
    regular: 'regular fit, normal fit, normally fitted, standard fit',
    loose:
      'loose, loose fitting, loose-fitting, loose-fit, loose fit, loosely fitted, loosely fitting, loose fitted, baggy, flowy, flowly, oversized, over sized, over-sized, flowing, free flowing, free-flowing, roomy, airy, boxy, relaxed, relaxed fit, billowy, billowing, drapey, draped, drapes, draping, breezy, floaty, wide, fits loosely, slouchy, blousy, blousey',
  },
  silhouette: {
    straight:
      'straight, straighter, pencil, sheath, column, straight cut, straight-cut, straight skirt, pencil skirt, pencil dress, shift, shift dress, straight hem, pencil cut, square shape, square shaped, penciled, sheath dress, straight shape, straight fit, narrower at the bottom, narrower at the hem, narrower skirt',
    'a-line':
      'a-line, a line, aline, triangular, a-lined, a lined, skater, skater dress, empire waist, empire waisted, empire, a-line shape, a line shape, a line cut, a-line cut, babydoll, baby doll, trapeze',
    flared: `flared, flare, flares, flaring, flair, flairs, flared out, flare out, flares out, full skirt, full skirted, circle skirt, bell, bell shaped, bell-shaped, bell shape, swing, wide leg, bell-bottom, bell bottom, puffy skirt,
      flared skirt, flared bottom, poofy, puffy, puff, flouncy, bouncy, mermaid, trumpet shape, trumpet skirt, trumpet dress, trumpet style, tulle skirt, bubble, bubble skirt, peplum, fit and flare, fit-and-flare, pleated skirt, flowing skirt, flowy skirt, swingy, voluminous, fuller, puffier, poofier, flarier, fluffier, fuller skirt, wider at the hem, wider at the bottom, fuller at the bottom, more swing, wider skirt, widen the skirt, widen the hem, widen the bottom, wide at the hem, wide at the bottom, swing in it`,
  },
  detail: {
    belt: 'belted, cinched, cinched waist, cinched at the waist, belted waist, tied at the waist, tied waist, tie waist',
    buttons:
      'button-up, button up, button down, button-down, buttoned, buttoned up, buttoned down, buttondown, buttonup, button front, button-front, button ups, button downs, buttons up, buttons down, button-downs, button-ups, henley',
    ruffles:
      'ruffled, frilly, frillier, ruffly, ruched, pleated, tiered, layered, gathered, frilled, pleating, ruffling, tiered skirt, layered skirt, ruffle skirt, ruffled skirt, ruffle hem',
    bow: 'tied in the front, tied, tie up, tie-up',
    pockets: 'pocketed',
    hood: 'hooded, hoodie, hoody, hoodies',
    zip: 'zip-up, zipped, zip up, zippered, zipup',
    trim: 'trimmed, fringed, piped, edged, tasseled',
    embellishment:
      'sequined, sequinned, sequenced, beaded, bejeweled, jeweled, jewelled, embellished, studded, embroidered, sparkly, sparklier, sparkling, glittery, glittering, glitzy, embroidering, bedazzled, blinged, blingy, glitter print, embroidered design',
  },
  material: {
    cotton: 'cotton, linen, jersey, cotton fabric, jersey fabric',
    denim:
      'denim, jean, jeans material, chambray, jean fabric, jean material, denim fabric, jean jacket, denim jacket',
    satin:
      'satin, silk, silky, silkier, silken, shiny, shinier, shiney, shinny, satiny, glossy, satin material, silk material, metallic, velvet, shimmery, shimmering, shimmer, shine, satin fabric, lustrous, foil, shinning, satin-like, vinyl',
    knit: 'knit, knitted, knits, wool, woolen, woollen, sweater material, cable knit, cable-knit, ribbed, cashmere, fleece, crochet knit, knitwear, woven wool',
    leather: 'leather, leathery, faux leather, pleather, suede, latex, leather-like',
    sheer:
      'sheer, sheerer, see through, see-through, see thru, see-thru, sea through, transparent, chiffon, mesh, translucent, netted, gauzy, tulle, net, netting, semi-sheer, semi sheer, see-through fabric, organza, sheer fabric, sheer material, more transparent, fishnet',
  },
  category: {
    dress: 'dress, dresses, sundress, frock, sun dress, romper dress',
    top: 'top, tee, tees, t-shirt, t-shirts, tshirt, tshirts, t shirt, t- shirt, tee shirt, tee-shirt, teeshirt, t shirts, tops, tunic, vest',
    shirt: 'shirt, shirts, blouse, blouses, dress shirt, blouson',
    jacket:
      'jacket, jackets, coat, blazer, cardigan, sweater, jumper, sweatshirt, pullover, outerwear, bolero, overcoat',
    pants: 'pants, trousers, jeans, leggings, shorts, slacks, trouser, pant',
    skirt: 'skirt, skirts',
  },
} as const
