"""Common given names, for telling a person from a body and "he" from "she".

Common ones in the United States. A name that is not here, or is used for both, counts as either,
which makes a pronoun doubtful sooner, never wrong.
"""

from articles.wire.word_sets import word_set

MALE_NAMES = word_set("""
aaron abdul abe abel abraham ace adam adrian ahmad ahmed ahmet aidan ajay akira al alan albert
alberto alec alejandro alessandro alfred alfredo allen alton alvaro alvin amir amos anand anders
andre andrew andrés andy angelo ansel anselm anthony antoine antonio ari arjun arlo armando arne
arnold arthur arturo arvind asher ashton atticus augustus axel barack barney barrett barry bart
bartholomew beau ben benjamin bennett bernard bernie bertram bill billy bjorn bob bobby boris
boyd brad bradley brady brandon brant brendan brendon brent brett brian brock bruce bruno bryan
bud buford burl burt byron cade cal caleb calvin carl carlos carlton casper cecil cedric cesar
chad chandler charles charlie chester chet chip chris christian christoph christopher chuck
clarence clark claude clay clayton cletus cliff clifford clint clinton clive clyde cody colby
colin colton connor conrad corey cornelius cory craig curt curtis cyril cyrus césar dale dalton
damian damon dan daniel danny darin darius darnell darrell darren darryl dashawn dave david dean
deandre deepak delbert demetrius dennis denzel derek derrick desean deshawn desmond devin
dewayne dewey dexter dick diego dimitri dirk dmitri dmitry dominic dominick don donald donnie
donovan dorian doug douglas duane duncan dustin dwain dwayne dwight dylan earl easton ed eddie
edgar edmond edmund eduardo edward edwin efrain efrem elbert eldon eli elias elijah elliot
elliott elmer elton elvin emanuel emerson emil emilio emmanuel emmett enoch enrique enzo ephraim
erasmus eric erich erik ernest ernesto erwin esteban ethan eugene eustace evan everardo everett
ezekiel ezra fabian fabián faisal felipe felix ferdinand fergus fernando fidel finn fletcher
floyd forrest francisco francois frank franklin franz fred frederick fritz gabriel gareth
garrett garth gary gaston gavin gaylord gene geoff geoffrey george gerald gerard gerardo germán
gerry gideon gil gilbert giles gino giovanni giuseppe glen glenn gonzalo gordon grady graham
grant greg gregory guillermo gunnar gunther gus gustavo hakeem hal hamid hank hans harlan harley
harmon harold harry haruki harvey hassan heath hector heinrich henry herbert herman hernan
hernán hiram hiroshi homer horace horacio howard hubert huck hugh hugo humberto héctor ian
ibrahim idris ignacio igor ike imran ingmar ira irving irwin isaac isaiah isiah isidro ismael
issac ivan iván jabari jack jackson jacob jacques jake jalen jamal jamar jamel james jamison
jared jarrett jarvis jason jasper javier jaxon jay jayden jaylen jed jeff jeffery jeffrey jerald
jeremiah jeremias jeremy jermain jermaine jerome jerry jesse jesus jesús jethro jim jimmy
joachim joaquin joaquín joe joel joey johan johann john johnny jon jonah jonathan jordi jorg
jorge jose josef joseph josh joshua josiah josue josé juan judd jude jules julian julio julius
julián justin kaleb kamal kamil kareem karim karl keaton keegan keenan keith kelvin ken kendrick
kenji kenneth kenny kent kermit kevin khalid khalil kieran kirk kobe kofi kristian kunal kurt
kwame kwesi kyle lafayette lamar lamont lance landon larry lars lawrence lawson leif leland
lemuel len leo leon leonard leonardo leopold leroy lester levi liam linwood lionel lloyd logan
lonnie loren lorenzo louis lowell loyal lucas lucio lucius ludwig luis lukas luke luther lyle
lyndon mack malcolm malik manny manuel marc marcellus marco marcos marcus mariano mario mark
markus marlon marques marquis marshall martin marty martín marvin mason mateo mathew mathias
matt matteo matthew matthias matías maurice mauricio max maxim maxwell maynard mel melvin merlin
michael mickey miguel mike mikhail milan miles milo milos milton mitch mitchell mohamed mohammed
morris mort moses muhammad murray mustafa myron nader napoleon nasir nate nathan nathaniel neal
ned neil nelson nestor nicholas nick nicola nicolai nicolas nicolás nigel nikhil niko nikolai
nils noah nolan norbert norm norman obadiah odell okey olaf ole oleg oliver oluwaseun omar
orlando orrin orson orville oscar osman osvaldo oswald otis otto owen pablo pascal patrick paul
pedro percy perry pete peter phil philip phillip phineas pierre piet prakash preston quentin
quincy quinton rafael rafe rahul raj rajesh raleigh ralph ramesh ramon ramón randall randolph
randy ransom raphael rashad rashid raul ravi ray rayford raymond raúl reggie reginald regis reid
rené reuben rex rhett rian ricardo richard rick ricky rico rigoberto rob robbie robert roberto
rocco rod roderick rodger rodney rodrigo roger rohan roland rolando rolf roman romeo ron ronald
ronan ronnie rory roscoe ross roy royce ruben rubén rudy rufus rupert russell rutherford ryan
sal salman salvador samir sammy samuel sanford sanjay santiago santos saul scott seamus sean
sebastian sebastián sergei sergey sergio seth shane shaquille shaun shawn sheldon shelton
sherman sid sidney silas simon slade solomon sonny soren spencer stan stanley stefan stefano
stephan stephen steve steven stevie stewart stu stuart sunil sven sylvester tad tariq tate
tavares ted terence terrell terrence thad thaddeus theo theodore thomas thor thurman tillman tim
timothy tito tobias toby todd tom tomas tommy tomás tony travis trent trevor trey tristan troy
truman tunde ty tyler tyrell tyrone tyson ulises ulysses umar vaughn vernon victor vijay vikram
vince vincent virgil vito vladimir víctor wade wallace wally walt walter warren waylon wayne
wendel wendell wes wesley weston wilbert wilbur wiley wilfred wilfredo wilhelm will willard
william willie winfield winston winthrop wolfgang woodrow woody wyatt xavier yosef yuri yusef
yusuf zach zachary zack zane zebulon zeke zoltan ángel óscar
""")
FEMALE_NAMES = word_set("""
abby abena abigail ada adaeze adela adelaide adele adriana adrienne adwoa agnes aida aileen
aimee aisha aissatou akosua alana alba alberta aleida alejandra alessandra alexa alexandra
alexandria alexis alice alicia alina aline alison allie allison alma alondra althea alycia
alyssa amalia amanda amara amber amelia amelie ami amina amy ana anabel anais anastacia
anastasia andra andrea angela angeles angelica angie anika anita anja ann anna annabel annabelle
annalise anne anneliese annette annie annmarie antoinette antonia anya april arabella araceli
aretha aria ariana arlene arlette ashanti ashlee ashleigh ashlyn astrid athena aubrey audrey
aurelia aurora ava avis ayana ayesha babs barbara bea beatrice beatrix beatriz becky belinda
bella belén bernadette bernadine bernice bertha beryl bess bessie beth bethany betsy bettina
betty bettye beulah beverly bianca bonnie brenda bria briana brianna bridget brigid brigitte
britney brittany bronwyn brooke bryn caitlin caitlyn callie camila camilla camille candace
candice candy caprice cara caren carina carissa carla carleen carlotta carly carmela carmen
carol carole carolina caroline carolyn carolyne carrie carrieann caryn cassandra cassidy cassie
catalina catherine cathy cecile cecilia celeste celia celina chandra chantal charlene charlotta
charlotte charmaine chastity chelsea cheryl chiamaka chiara chinwe chloe christa christal
christie christina christine chrystal ciara cierra cindy claire clara clarice clarissa claudia
clementine cleo coco colette colleen concepcion concetta concha connie constance consuela
consuelo cora coral coralie cordelia corina corinne cornelia corrine courtney cristina crystal
cynthia dahlia daisy danica daniela daniella danielle danita daphne darcy daria darla darlene
dawn dayna deanna deb debbie deborah debra deena deidre deirdre deja delaney delia delilah della
delores delphine denise desiree diana diane dina dionne dolores dominga donna dora doreen doris
dorothea dorothy dot dottie dulce earlene ebony eden edie edith edna effie efua eileen elaina
elaine elba eleanor elena eleni elinor elisa elisabeth elise elisha elissa eliza elizabeth ella
ellen ellie eloise elora elsie elvira emilia emilie emily emma emmy enid erica ericka erika erin
erma ernestine esme esmeralda esperanza estella estelle esther ethel eudora eugenia eula eunice
eva evangeline evelyn evie faith fannie farah fatima fatou fay faye felicia fern fidelia
filomena fiona flor flora florence floretta folasade frances francesca francine freda freya
frieda gabriela gabriella gabrielle gail galina gemma gena geneva genevieve georgette georgia
georgina geraldine germaine gertrude gia gilda gillian gina ginny giselle giulia gladys glenda
gloria glynis golda grace graciela greer greta gretchen guadalupe gwen gwenda gwendolyn gwyneth
hadley haley halle hana hannah harriet hattie hayley hazel heather hedwig heidi helen helena
helga henrietta henriette hester hilary hilda hillary hoa hollie holly hope hortencia huong ida
ikram ilana ilene iliana ilse imani imelda imogen ina ines inez inge ingeborg ingrid inés ione
irena irene irina iris irma isabel isabella isadora isla iva ivana ivette ivy izabella jacinta
jackie jacklyn jacqueline jada jade jaime jamila jana janae jane janell janelle janet janette
janice janie janine janis jasmine jayne jean jeanette jeanie jeanne jeannette jeannie jeannine
jemima jenna jennifer jenny jeri jerri jesenia jessica jill jillian jo joan joann joanna joanne
jocelyn joelle johanna joleen jolene josefa josefina josephine josette josie jovita joy joyce
juana juanita judi judith judy julia juliana julianne julie juliet juliette june justina justine
kaitlin kaitlyn kamala karen kari karin karina karla karyn kasey kassandra katarina kate katelyn
katerina katherine kathi kathie kathleen kathryn kathy katia katie katrina katy katya kaye kayla
keesha keira keisha kelli kellie kelly kendra kenya keri kerri kerstin kiana kiara kiersten kiki
kim kimberly kirsten kitty kizzy kori krista kristen kristin kristina krystal kyla kylie lacey
laila lakshmi lana lani lara larissa lashonda latanya latasha latisha latoya latrice laura
laurel lauren lauri laurie laverne lavinia layla lea leah leanna leanne leeann leena leeza leila
lela lena lenore leona leonora leta letha leticia letitia libby lida lila lilian liliana lilith
lillian lilly lily lina linda lindsey linh linnea lisa liz lois lola lolita loreen lorena lorene
loretta lori lorie lorna lorraine lottie louella louisa louise luann lucia lucila lucille
lucinda lucretia lucy luella luisa lula luna lupe lupita lydia lynda lynette lynn lynne mabel
mackenzie maddie madeline madelyn madison mae magdalena maggie malia malinda mallory mandy mara
marcella marcia marcy margaret margarete margarita margery margie margo margot marguerite mari
maria mariah mariam mariama marian mariana marianne maribel maricela marie marietta mariko
marilyn marina marisa marisol marissa marita marjorie marla marlena marlene marley marlys marnie
marta martha martina marva mary maryam maryann marylou maría matilda mattie maude maura maureen
mavis maxine maya maybelle megan meghan mei melanie melba melina melinda melisa melissa mellissa
melody mercedes meredith meryl mia michele michelle mila milagros mildred millicent mimi mina
mindy minerva minnie mira mirabel miranda mireille miriam misty mitzi moira mollie molly mona
monica monika monique morgana muriel myesha myla myra myrna myrtle mónica nadia nadine nancy
nanette naomi natalia natalie natasha nayeli nelda nell nellie nena nettie neva ngozi nichole
nicole nikki nina nita nkechi noelle noemi noor nora noreen norma núria octavia odessa odette
ofelia oksana olga olivia oluwatoyin olympia opal ophelia oprah orla paige paloma pam pamela
pansy paola patrice patricia patsy patti patty paula paulette paulina pauline pearl peg peggy
penelope penny petra petunia philippa philomena phoebe phyllis pia pilar piper polly portia
priscilla priya pru prudence queenie rachael rachel rachelle rae ramla ramona randi raquel reba
rebecca rebekah regina reina renae renata renee renée reva rhea rhoda rhonda ria riki rikki rita
riya roberta robyn rochelle rocio rona ronda rosa rosalia rosalie rosalind rosalinda rosalyn
rosamund rosanna rosanne rosario rose roseann rosella roselyn rosemary rosetta rosie rosita
rosslyn rowena roxana roxanne roz ruby ruth ruthie sabrina sade sadie sally salma samantha sana
sandi sandra sandy saoirse sara sarah sarai sarita saundra savannah scarlett selena selma
serafina serena shakira shana shania shanice shanna shannon shanon shari sharla sharlene sharon
shauna shawna shayla sheena sheila shelby shelia shelley shelly sheri sherri sherrie sherry
sheryl shirlee shirley shonda shoshana sibyl sierra sigrid silvia simona simone siobhan skye
socorro sofia sofía soledad solveig sondra sonia sonja sonya sophia sophie sophy soraya stacey
stacie stacy starla stefanie stella stephanie stephany sue sunita susan suzan suzanna suzanne
suzette suzie suzy svetlana sybil sydney sylvia tabitha talia tamar tamara tameka tami tamika
tammie tammy tamra tamsin tania tansy tanya tara tasha tatiana tatum tawny tempest teresa teri
terri terrie tess tessa thea thelma theodora theresa thuy tia tiana tiffany tilda tillie tina
toni tonia tonya tori traci tracie tracy trina trini trish trisha trista trixie trudie trudy
tyra ulrika uma una ursula ursulina valarie valentina valeria valerie vanda vanessa velda velma
vera verna vernita veronica verónica vesta vicki vicky victoria vida vilma vinnie viola violet
violeta virginia vivian vivien vivienne vonda wanda wendi wendy whitney wilhelmina willa willow
wilma winifred winnie winona xenia xiomara yadira yael yasmin yesenia yetunde yolanda yuko
yvette yvonna yvonne zadie zainab zara zelda zelma zena zenobia zoe zora zsa zuri ángela
""")
GIVEN_NAMES = (
    MALE_NAMES
    | FEMALE_NAMES
    | word_set("""
ali alva angel ariel ashley avery blaine blair buck carey casey dana dee devon dominique drew
frankie gay geri hollis jamie jin jody jordan kelsey kerry kit lane leslie lindsay lou marion
merle mika morgan nelly noel pat quinn reese riley rio robin rocky rowan rusty sage sasha skip
skyler sol taylor terry val yuki
""")
)
